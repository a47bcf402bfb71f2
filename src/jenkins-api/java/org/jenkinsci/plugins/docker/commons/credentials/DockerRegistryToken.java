package org.jenkinsci.plugins.docker.commons.credentials;

import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class DockerRegistryToken implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String token;

    public DockerRegistryToken(String email, String token) {
        this.token = token;
    }

    public String getToken() {
        return token;
    }
}
