package io.jenkins.plugins.promotionchain.ledger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The ledgers of this Jenkins, one for each application, shared by the jobs of all branches: in {@code
 * $JENKINS_HOME/promotion-chain/<application>/ledger}, where they outlive the jobs. Opened when first asked for.
 */
@Extension
public final class Ledgers implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Ledgers.class.getName());

    private final Map<ApplicationName, Ledger> byApplication = new HashMap<>();

    public static Ledgers get() {
        return ExtensionList.lookupSingleton(Ledgers.class);
    }

    /**
     * The one of an application; not to be closed by the caller.
     *
     * @throws LedgerFailure when it cannot be read, or another Jenkins uses the same home directory
     */
    public synchronized Ledger of(ApplicationName application) throws LedgerFailure {
        Ledger known = byApplication.get(application);
        if (known == null) {
            Path directory = Jenkins.get()
                    .getRootDir()
                    .toPath()
                    .resolve("promotion-chain")
                    .resolve(application.value())
                    .resolve("ledger");
            known = Ledger.open(directory, LOGGER::warning);
            byApplication.put(application, known);
        }
        return known;
    }

    /**
     * Jenkins ends, perhaps to begin anew in the same process, as a servlet container does it. A step that has something to
     * write even now still can.
     */
    @Terminator
    public static void closeAll() {
        ExtensionList.lookup(Ledgers.class).forEach(Ledgers::close);
    }

    /** Lets another Jenkins of the same process have them. */
    @Override
    public synchronized void close() {
        byApplication.values().forEach(Ledger::close);
        byApplication.clear();
    }
}
