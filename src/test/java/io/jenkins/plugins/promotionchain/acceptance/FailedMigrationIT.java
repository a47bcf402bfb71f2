package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.List;
import java.util.function.Consumer;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration of the sample's Django project that fails ends the build; what served before was not touched. */
class FailedMigrationIT extends OnTheSandbox {

    private List<String> running;
    private String tables;

    @Override
    void prepare() throws Exception {
        succeed(
                "buildOnce component: 'backend', context: 'backend'",
                "sshMigrate()",
                "deployBackend port: %d, healthInterval: '1s'".formatted(OwnApplication.BACKEND_PORT));
    }

    @BeforeEach
    void look() throws Exception {
        running = backend.containers("");
        tables = tables();
        assertThat(backendPage("/api/v1/health/").status()).isEqualTo(200);
    }

    @AfterEach
    void theSameServes() throws Exception {
        assertThat(backendPage("/api/v1/health/").status()).isEqualTo(200);
        assertThat(backend.containers("")).isEqualTo(running);
        assertThat(tables()).isEqualTo(tables);
    }

    private String tables() throws Exception {
        return schema.ask(
                "SELECT tablename FROM pg_tables WHERE schemaname = '%1$s' UNION ALL".formatted(OwnApplication.NAME)
                        + " SELECT app || name FROM django_migrations ORDER BY 1");
    }

    /** Runs the whole chain; it has to end in its second stage, with one error. */
    private String errorOf(Consumer<String> log, Consumer<JSONObject> change) throws Exception {
        Ended ended = run("development", OwnApplication.JENKINSFILE, change);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.FAILURE);
        assertThat(ended.results("buildOnce")).hasSize(2);
        assertThat(ended.log()).doesNotContain("[Pipeline] deployBackend");
        List<String> errors =
                ended.log().lines().filter(line -> line.contains("ERROR: ")).toList();
        assertThat(errors).hasSize(1);
        log.accept(ended.log());
        return errors.get(0);
    }

    private static Consumer<JSONObject> databaseUrl(String from, String to) {
        return description -> {
            JSONObject credential = Rehearsed.credential(description, "DEV_DATABASE_URL");
            String url = credential.getString("value").replaceFirst(from, to);
            credential.put("value", url);
        };
    }

    @Test
    void theDatabaseIsNotReached() throws Exception {
        assertThat(errorOf(log -> {}, databaseUrl(":5432/", ":5999/")))
                .contains("The migration of backend of acceptance in dev on django@")
                .contains("ended with exit status 1")
                .contains("The database cannot be reached from that server");
    }

    @Test
    void theDatabaseRefusesTheAccount() throws Exception {
        assertThat(errorOf(
                        log -> assertThat(log).doesNotContain("wrong-wrong"),
                        databaseUrl("meats_dev:[^@]*@", "meats_dev:wrong-wrong@")))
                .contains("The database refuses the account");
    }

    @Test
    void anAddressWithAPasswordThatWasNotEncodedShowsNoPartOfIt() throws Exception {
        assertThat(errorOf(
                        log -> assertThat(log).doesNotContain("half-one").doesNotContain("half-two"),
                        databaseUrl("meats_dev:[^@]*@", "meats_dev:half-one/half-two@")))
                .contains("ValueError: Port could not be cast to integer value");
    }

    @Test
    void theMigrationItselfFails() throws Exception {
        assertThat(fail(
                        description -> {},
                        "buildOnce component: 'backend', context: 'backend'",
                        "sshMigrate command: 'python manage.py migrate items 0009 --noinput'"))
                .contains("CommandError: Cannot find a migration matching '0009' from app 'items'. See");
    }

    @Test
    void theCommandIsNotThere() throws Exception {
        assertThat(fail(
                        description -> {},
                        "buildOnce component: 'backend', context: 'backend'",
                        "sshMigrate command: 'python manag.py migrate'"))
                .containsPattern("ERROR: Jenkinsfile:\\d+: The migration of backend of acceptance in dev on django@")
                .contains("Check the command and workDirectory of sshMigrate");
    }

    @Test
    void theMigrationTakesTooLong() throws Exception {
        assertThat(fail(
                        description -> {},
                        "buildOnce component: 'backend', context: 'backend'",
                        "sshMigrate command: 'trap \"exit 1\" TERM; sleep 60 & wait', timeout: '2s'"))
                .contains("took longer than 2 s and was stopped");
    }
}
