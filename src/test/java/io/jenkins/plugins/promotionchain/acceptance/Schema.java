package io.jenkins.plugins.promotionchain.acceptance;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The tests' own schema in the database of the development environment. */
final class Schema {

    private final Map<String, String> login;

    Schema(Sandbox sandbox) {
        this.login = login(sandbox.credential("DEV_DATABASE_URL").secret().reveal());
    }

    /** How libpq's programs find the schema and log in. */
    static Map<String, String> login(String databaseUrl) {
        URI url = URI.create(databaseUrl);
        String[] account = url.getRawUserInfo().split(":", 2);
        return Map.of(
                "PGHOST", url.getHost(),
                "PGPORT", Integer.toString(url.getPort()),
                "PGDATABASE", url.getPath().substring(1),
                "PGUSER", account[0],
                "PGPASSWORD", URLDecoder.decode(account[1].replace("+", "%2B"), StandardCharsets.UTF_8),
                "PGOPTIONS", "-c client_min_messages=warning -c search_path=" + OwnApplication.NAME);
    }

    /** Makes it anew, without a table. */
    void empty() throws Exception {
        drop();
        ask("CREATE SCHEMA " + OwnApplication.NAME);
    }

    void drop() throws Exception {
        ask("DROP SCHEMA IF EXISTS " + OwnApplication.NAME + " CASCADE");
    }

    /** What a query says, one row a line. */
    String ask(String query) throws Exception {
        Command psql = Command.of(
                        "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1")
                .withInput(Sensitive.of(query));
        return new LocalProcessRunner(Path.of("."), login).runOrFail(psql, "Look at the database");
    }
}
