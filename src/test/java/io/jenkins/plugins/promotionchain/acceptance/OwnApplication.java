package io.jenkins.plugins.promotionchain.acceptance;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import org.json.JSONObject;

/**
 * An application beside the sample's, on the same servers: with names, ports, files and a database schema of its own, so
 * that tests and rehearsals do not meet.
 */
final class OwnApplication {

    static final String NAME = "acceptance";
    static final int BACKEND_PORT = 8811;
    static final int FRONTEND_PORT = 8812;
    static final int SITE_PORT = 8813;
    static final String ENV_CONFIG_DIRECTORY = "/opt/acceptance";

    /** The whole chain for it; build, migrate, deploy. */
    static final String JENKINSFILE =
            """
            pipeline {
              agent any
              stages {
                stage('Build once') {
                  parallel {
                    stage('Backend')  { steps { buildOnce component: 'backend',  context: 'backend' } }
                    stage('Frontend') { steps { buildOnce component: 'frontend', context: 'frontend' } }
                  }
                }
                stage('Migrate') { steps { sshMigrate() } }
                stage('Deploy') {
                  steps {
                    deployBackend port: %1$d, collectStatic: true, healthInterval: '1s'
                    deployFrontend port: %2$d, backendPort: %1$d, healthInterval: '1s'
                  }
                }
              }
            }
            """
                    .formatted(BACKEND_PORT, FRONTEND_PORT);

    private OwnApplication() {}

    /** What the sandbox would say of itself if it had been made for this application. */
    static void describe(JSONObject description) {
        description.put("application", NAME);
        for (Object each : description.getJSONArray("environments")) {
            JSONObject frontend = ((JSONObject) each).getJSONObject("frontend");
            frontend.put("siteListen", frontend.getString("host") + ":" + SITE_PORT);
        }
    }

    static void configure(ApplicationConfig application) {
        for (EnvironmentConfig environment : application.getEnvironments()) {
            environment.getFrontend().setEnvConfigDirectory(ENV_CONFIG_DIRECTORY);
            // libpq reads it (PostgreSQL's documentation, "Environment Variables").
            environment.setVariables("PGOPTIONS=-c search_path=" + NAME);
        }
    }

    /** Removes what was ever deployed of it to a server; for {@code sh}. */
    static String removal() {
        return """
            docker rm -f -v $(docker ps -aq --filter name=^/%1$s-) >/dev/null 2>&1
            docker volume rm $(docker volume ls -q --filter name=^%1$s-) >/dev/null 2>&1
            rm -rf .promotion-chain/%1$s %1$s
            if [ "$(id -u)" = 0 ]; then
                rm -rf %2$s
                site=/etc/nginx/sites-enabled/%1$s-frontend.conf
                if [ -e $site ]; then rm -f $site; nginx -s reload; fi
            fi
            :
            """
                .formatted(NAME, ENV_CONFIG_DIRECTORY);
    }
}
