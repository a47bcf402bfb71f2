package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.time.Duration;
import java.util.Optional;

/** Whether the server reaches the database that the component will be told of; nobody logs in there. */
final class DatabaseJudge {

    /** What the component is told by. */
    static final String VARIABLE = "DATABASE_URL";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DatabaseJudge() {}

    /** None where Jenkins knows of no database, or of none that can be asked. */
    static Optional<PreflightCheck> judge(Server server, PreflightRequest request)
            throws PromotionFailure, InterruptedException {
        Optional<DatabaseAddress> known = Optional.ofNullable(
                        request.environment().values().get(VARIABLE))
                .filter(url -> !url.isEmpty())
                .flatMap((Sensitive url) -> DatabaseAddress.parse(url))
                .filter(address -> address.isPostgresql() || address.isMysql());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        DatabaseAddress database = known.get();
        if (RegistryAnswer.meansThisMachine(database.endpoint().host().value())) {
            return Optional.of(PreflightCheck.warning(
                    CheckKind.DATABASE,
                    VARIABLE + " names " + database.endpoint().host()
                            + ", which in a container is the container itself",
                    "Name the address by which containers on " + server.place() + " reach the database"));
        }
        Optional<String> trouble = new Knock(server, PATIENCE)
                .say(database.endpoint(), database.isPostgresql() ? Knock.POSTGRESQL : Knock.SILENCE);
        return Optional.of(trouble.map(
                        why -> request.purpose()
                                .doubtful(
                                        CheckKind.DATABASE,
                                        new HostUnreachable(
                                                "The database at " + database.endpoint() + " cannot be reached from "
                                                        + server.place() + " (" + why + ")",
                                                "Check the address in " + VARIABLE
                                                        + ", that the database runs, and that its firewall lets the server in")))
                .orElseGet(() ->
                        PreflightCheck.ok(CheckKind.DATABASE, database.endpoint() + " answers to " + server.place())));
    }
}
