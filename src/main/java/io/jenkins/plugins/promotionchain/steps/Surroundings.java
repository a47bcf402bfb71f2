package io.jenkins.plugins.promotionchain.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.promotionchain.board.BoardAction;
import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.Chains;
import io.jenkins.plugins.promotionchain.config.ConfiguredChains;
import io.jenkins.plugins.promotionchain.config.EnvironmentChoice;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.ReconnectingServer;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import io.jenkins.plugins.promotionchain.secrets.JenkinsCredentials;
import io.jenkins.plugins.promotionchain.secrets.SecretResolver;
import io.jenkins.plugins.promotionchain.secrets.SecretScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a step finds around it: the build, its log (which masks every secret found for the step), its workspace and the
 * configuration. Made anew for each attempt, used by one thread.
 */
final class Surroundings {

    private static final Logger LOGGER = Logger.getLogger(Surroundings.class.getName());

    /** How long a server that cannot be reached any more is tried. */
    private static final Duration RECONNECT_PATIENCE = Duration.ofMinutes(2);

    private final StepContext context;
    private final TransactionId transaction;
    private final ReadPosition position;
    private final Attendance attendance;
    private final StepLog log = new StepLog();

    /**
     * @param transaction by which this step finds again what it has begun on a server
     * @param position up to which the log tells of that already
     * @param attendance may leave it alone while it waits
     */
    Surroundings(StepContext context, TransactionId transaction, ReadPosition position, Attendance attendance) {
        this.position = position;
        this.attendance = attendance;
        this.context = context;
        this.transaction = transaction;
    }

    /** The environment of the step, by parameter or branch, and the secrets of exactly this scope. */
    StepTarget target(ChainStep step, ComponentName component)
            throws PromotionFailure, IOException, InterruptedException {
        Chains chains = ConfiguredChains.of(build().getParent());
        Chain chain = chains.application(step.namedApplication());
        EnvironmentSettings environment =
                EnvironmentChoice.choose(chain, step.namedEnvironment(), required(EnvVars.class));
        SecretScope scope =
                new SecretScope(environment.secretPrefix(), component, chain.sharedSecrets(), chains.prefixes());
        Log lines = log();
        if (position.first(component.value())) {
            lines.line(step.getDescriptor().getFunctionName() + ": " + component + " of " + chain.application() + " in "
                    + environment.name());
        }
        return new StepTarget(
                chain, environment, component, new SecretResolver(scope, new JenkinsCredentials(build()), log::hide));
    }

    Log log() throws IOException, InterruptedException {
        log.writeTo(required(TaskListener.class));
        return position.onlyNew(log);
    }

    /** A line of the log that is shown in any case. */
    void tell(String text) {
        log.line(text);
    }

    /** The step leaves for a while: what it keeps open it opens again. */
    void leave() {
        try {
            BuildConnections.get().rest(build());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A build that has no run any more keeps nothing open", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A text with every secret found for the step replaced. */
    String mask(String text) {
        return log.mask(text);
    }

    /** Where the build runs. */
    CommandRunner workspace() throws IOException, InterruptedException {
        // the workspace first: it says that the agent is away where the launcher would only be missing
        FilePath directory = required(FilePath.class);
        return new LauncherRunner(required(Launcher.class), directory, required(EnvVars.class));
    }

    /** The server; the connection is shared with the other steps of this build and closed when it ends. */
    Server connect(SshTarget target, RunOn from) throws PromotionFailure, IOException, InterruptedException {
        return BuildConnections.get().connect(build(), agent(from), target, log());
    }

    /** The same, for work on the server that outlives the connection. */
    Workplace workplace(SshTarget target, RunOn from) throws PromotionFailure, IOException, InterruptedException {
        Run<?, ?> build = build();
        Log lines = log();
        ReconnectingServer server = ReconnectingServer.open(
                () -> BuildConnections.get().connect(build, agentNow(from), target, lines),
                Clock.systemUTC(),
                Sleeper.real(),
                lines,
                RECONNECT_PATIENCE);
        return new Workplace(server, transaction, position, attendance, Clock.systemUTC(), Sleeper.real(), lines);
    }

    /** One that is away now ends the attempt: nobody waits for a connection through it. */
    private Optional<VirtualChannel> agentNow(RunOn from) throws InterruptedException {
        try {
            return agent(from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A workspace on the built-in node is on the controller itself. */
    private Optional<VirtualChannel> agent(RunOn from) throws IOException, InterruptedException {
        return from == RunOn.AGENT && required(FilePath.class).isRemote()
                ? Optional.of(required(FilePath.class).getChannel())
                : Optional.empty();
    }

    void writeFile(String path, String content) throws IOException, InterruptedException {
        required(FilePath.class).child(path).write(content, StandardCharsets.UTF_8.name());
    }

    /** What this build knows of images. */
    RememberedImages images() throws IOException, InterruptedException {
        return new RememberedImages(build(), log());
    }

    /** A line of this step for the page of the build. */
    BoardLine line(BoardLine.Kind kind, ComponentName component) {
        return BoardLine.of(transaction.value(), kind, component);
    }

    /** Shows it there. What is done is done, whether or not that can be saved. */
    void show(BoardLine line) throws IOException, InterruptedException {
        Run<?, ?> build = build();
        try {
            BoardAction.write(build, line);
        } catch (IOException e) {
            log().line("WARNING: the page of this build cannot be saved: " + e.getMessage());
        }
    }

    /** Shows that the database was migrated, with the image where it was one. */
    void showMigration(StepTarget target, Optional<ImageRef> image) throws IOException, InterruptedException {
        BoardLine line = line(BoardLine.Kind.MIGRATED, target.component()).in(target.environment());
        show(image.map(line::with).orElse(line));
    }

    /** By which this step is known, also after a restart. */
    TransactionId transaction() {
        return transaction;
    }

    /**
     * What all jobs of an application have done.
     *
     * @throws PromotionFailure when it cannot be opened
     */
    Ledger ledger(ApplicationName application) throws PromotionFailure {
        return Ledgers.get().of(application);
    }

    /** This build, for the ledger. */
    BuildRef buildRef() throws IOException, InterruptedException {
        return new BuildRef(build().getParent().getFullName(), build().getNumber(), buildUrl());
    }

    /** Who answers for this build, for the ledger; empty where no person does. */
    String startedBy() throws IOException, InterruptedException {
        return Starter.of(build()).map(Starter::id).orElse("");
    }

    /** The address of the build without its number. */
    String jobUrl() throws IOException, InterruptedException {
        return buildUrl().replaceFirst("[0-9]+/$", "");
    }

    /** Empty where Jenkins does not know its own address. */
    String buildUrl() throws IOException, InterruptedException {
        return required(EnvVars.class).get("BUILD_URL", "");
    }

    Run<?, ?> build() throws IOException, InterruptedException {
        return required(Run.class);
    }

    private <T> T required(Class<T> type) throws IOException, InterruptedException {
        T found = context.get(type);
        if (found == null) {
            throw new AbortException("This step needs a " + type.getSimpleName()
                    + "; put it inside a stage with an agent, or inside a node block.");
        }
        return found;
    }
}
