package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import io.jenkins.plugins.promotionchain.rehearsal.sandbox.SandboxFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the address of each environment's page: name, tab, address. */
@Command(name = "pages", description = "Prints the address of each environment's page.")
final class PagesCommand implements Callable<Integer> {

    @Option(names = "--sandbox", required = true, description = "the sandbox's description, sandbox.json")
    private Path sandbox;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StepFailed {
        SandboxFile.read(sandbox)
                .pages()
                .forEach((name, address) -> spec.commandLine().getOut().println(name + "\t" + address));
        return 0;
    }
}
