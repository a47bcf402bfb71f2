package io.jenkins.plugins.promotionchain.config;

import java.util.List;

/** Configuration beans for tests. */
public final class Configurations {

    public static final String FINGERPRINT = "SHA256:" + "A".repeat(43);

    private Configurations() {}

    public static EnvironmentConfig environment(String name, String branch, String requires) {
        EnvironmentConfig environment = new EnvironmentConfig(name);
        environment.setBranch(branch);
        environment.setRequires(requires);
        environment.setBackend(host("127.0.0.2"));
        environment.setFrontend(host("127.0.0.3"));
        return environment;
    }

    public static HostConfig host(String address) {
        HostConfig host = new HostConfig();
        host.setAddress(address);
        host.setHostKeys(FINGERPRINT);
        host.setAccount("deploy");
        return host;
    }

    public static ApplicationConfig application(String name, EnvironmentConfig... environments) {
        ApplicationConfig application = new ApplicationConfig(name);
        application.setRegistry("registry.example.com");
        application.setNamespace("team");
        application.setEnvironments(List.of(environments));
        return application;
    }

    /** dev, uat and prod, as the first user has them. */
    public static ApplicationConfig shop() {
        return application(
                "shop",
                environment("dev", "development", ""),
                environment("uat", "uat", "dev"),
                environment("prod", "main", "uat"));
    }
}
