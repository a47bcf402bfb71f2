package io.jenkins.plugins.promotionchain.secrets;

import java.util.List;

/** The names of secrets that mean something to the steps, without prefix and component. */
public final class SecretNames {

    /** Address of the server. */
    public static final String HOST = "HOST";

    /** Account on the server. */
    public static final String USER = "USER";

    /** What proves that account, whichever is there. */
    public static final List<String> LOGIN = List.of("SSH_KEY", "SSH_PASSWORD", "SSH");

    /** Where the frontend's server reaches the backend. */
    public static final String BACKEND_IP = "BACKEND_IP";

    /** Public address of the backend, for env-config.js. */
    public static final String API_BASE_URL = "VITE_API_BASE_URL";

    /** DigitalOcean's API token, user name and password at its registry (docs.digitalocean.com, container registry). */
    public static final String REGISTRY_TOKEN = "DO_ACCESS_TOKEN";

    private SecretNames() {}
}
