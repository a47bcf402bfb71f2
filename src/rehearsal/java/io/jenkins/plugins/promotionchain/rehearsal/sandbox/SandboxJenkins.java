package io.jenkins.plugins.promotionchain.rehearsal.sandbox;

import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.json.JSONObject;

/** Stands in for a Jenkins that an administrator has set up for the sandbox. */
public final class SandboxJenkins extends Jenkins {

    private SandboxJenkins() {}

    /**
     * From now on {@link Jenkins#get()} is this one.
     *
     * @param home where it keeps what outlives a build
     */
    public static SandboxJenkins start(SandboxFile sandbox, Path home) {
        SandboxJenkins jenkins = new SandboxJenkins();
        jenkins.setRootDir(home.toFile());
        jenkins.add(new SandboxCredentials(sandbox));
        SandboxConfiguration.apply(sandbox, PromotionChainConfiguration.get());
        return jenkins;
    }

    /** Every password and key of the sandbox: none may be seen in a log. Names and addresses are not among them. */
    public static List<Sensitive> secrets(SandboxFile sandbox) {
        List<Sensitive> secrets = new ArrayList<>();
        for (JSONObject each : sandbox.credentials()) {
            String id = each.getString("id");
            boolean open = id.endsWith("_HOST")
                    || id.endsWith("_USER")
                    || id.endsWith("_BACKEND_IP")
                    || id.endsWith("_DJANGO_SETTINGS_MODULE");
            if (!open) {
                secrets.add(Sensitive.of(each.has("value") ? each.getString("value") : each.getString("password")));
            }
        }
        return secrets;
    }
}
