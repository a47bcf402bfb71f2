package io.jenkins.plugins.promotionchain.engine.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationDiagnosisTest {

    @Test
    void findsTheLastErrorOfATraceback() {
        MigrationDiagnosis diagnosis = diagnose(
                """
                psycopg.OperationalError: connection failed: connection to server at "10.0.0.9", port 5432 failed: Connection refused
                \tIs the server running on that host and accepting TCP/IP connections?

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/app/manage.py", line 22, in <module>
                django.db.utils.OperationalError: connection failed: connection to server at "10.0.0.9", port 5432 failed: Connection refused
                \tIs the server running on that host and accepting TCP/IP connections?
                """);

        assertThat(diagnosis.line()).startsWith("django.db.utils.OperationalError: connection failed");
        assertThat(diagnosis.whatToDo()).contains("cannot be reached").contains("firewall");
    }

    @Test
    void tellsARefusedAccountFromAnUnreachableDatabase() {
        assertThat(diagnose("django.db.utils.OperationalError: connection to server at \"x\" failed: FATAL:  password "
                                + "authentication failed for user \"pm\"")
                        .whatToDo())
                .contains("check user and password");
    }

    @Test
    void looksAtTheLinesAfterTheError() {
        assertThat(diagnose("django.db.utils.OperationalError: server said\n  could not translate host name \"db\"\n")
                        .whatToDo())
                .contains("cannot be reached");
    }

    @Test
    void takesTheLastLineOfAToolItDoesNotKnow() {
        assertThat(diagnose("one\ntwo\n\n").line()).isEqualTo("two");
        assertThat(diagnose("").line()).isEmpty();
    }

    @Test
    void pointsToTheDirectoryWhenThereIsNoManagePy() {
        assertThat(diagnose("python: can't open file '/root/manage.py': [Errno 2] No such file or directory")
                        .whatToDo())
                .contains("workDirectory");
    }

    @Test
    void leavesSecretsOut() {
        MigrationDiagnosis diagnosis = MigrationDiagnosis.of(
                "ValueError: key geheim-geheim and postgres://pm:unknown@db/pm are wrong",
                List.of(Sensitive.of("geheim-geheim")));

        assertThat(diagnosis.line()).isEqualTo("ValueError: key **** and postgres://****@db/pm are wrong");
    }

    private static MigrationDiagnosis diagnose(String output) {
        return MigrationDiagnosis.of(output, List.of());
    }
}
