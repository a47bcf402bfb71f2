package io.jenkins.plugins.promotionchain;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import io.jenkins.plugins.promotionchain.config.HostConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.util.List;

/** An application with two environments, of which the second requires the first and asks alice. */
public final class Applications {

    /** A fingerprint that no server has. */
    private static final String HOST_KEY = "SHA256:" + "A".repeat(43);

    private Applications() {}

    public static ApplicationConfig shop() {
        EnvironmentConfig dev = new EnvironmentConfig("dev");
        dev.setBackend(server());
        EnvironmentConfig uat = new EnvironmentConfig("uat");
        uat.setRequires("dev");
        uat.setApprovers("alice");
        uat.setUrl("https://uat.example.com/");
        uat.setBackend(server());
        ApplicationConfig shop = new ApplicationConfig("shop");
        shop.setRegistry("registry.example.com");
        shop.setBackendVariables("SECRET_KEY");
        shop.setSharedSecrets("");
        shop.setEnvironments(List.of(dev, uat));
        return shop;
    }

    /** Makes it the only application of the controller. */
    public static void configureShop() {
        PromotionChainConfiguration.get().setApplications(List.of(shop()));
    }

    /** Nothing listens there. */
    private static HostConfig server() {
        HostConfig server = new HostConfig();
        server.setAddress("127.0.0.1");
        server.setSshPort(1);
        server.setHostKeys(HOST_KEY);
        server.setCredentialsId("shop-server");
        return server;
    }
}
