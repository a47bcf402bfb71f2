package io.jenkins.plugins.promotionchain.config;

import hudson.ExtensionList;
import hudson.model.ItemGroup;
import hudson.util.HttpResponses;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.stapler.HttpResponse;

/** What the page is told of an environment's servers: {@code environment} and {@code checks}, or a sentence. */
final class ConnectionAnswer {

    private ConnectionAnswer() {}

    /**
     * Looks at an environment as it stands in the form, saved or not.
     *
     * @param application and {@code environment} count from 0, from the top of the form
     * @param context of which the form is: a folder, or Jenkins
     */
    static HttpResponse of(List<ApplicationConfig> form, int application, int environment, ItemGroup<?> context)
            throws IOException, InterruptedException {
        if (application < 0 || application >= form.size()) {
            return HttpResponses.errorJSON("The form has no such application. Load the page again.");
        }
        String name = form.get(application).getName();
        Chains chains = ChainReader.read(form);
        List<String> problems = chains.problems().getOrDefault(name, List.of());
        Optional<Chain> chain = chains.usable().stream()
                .filter(each -> each.application().value().equals(name))
                .findFirst();
        if (chain.isEmpty() || !problems.isEmpty()) {
            return HttpResponses.errorJSON(name + " cannot be tested yet: " + String.join("; ", problems));
        }
        List<EnvironmentSettings> environments = chain.get().environments();
        if (environment < 0 || environment >= environments.size()) {
            return HttpResponses.errorJSON("The form has no such environment. Load the page again.");
        }
        return test(chains, chain.get(), environments.get(environment), context);
    }

    private static HttpResponse test(Chains chains, Chain chain, EnvironmentSettings environment, ItemGroup<?> context)
            throws IOException, InterruptedException {
        List<Map<String, String>> checks =
                ExtensionList.lookupSingleton(ConnectionTest.class).of(chains, chain, environment, context).stream()
                        .map(ConnectionFinding::columns)
                        .toList();
        String name = environment.name().value();
        long failed = checks.stream()
                .filter(check -> "FAILED".equals(check.get("result")))
                .count();
        return HttpResponses.okJSON(Map.of(
                "environment",
                name,
                "checks",
                checks,
                "titles",
                Stream.of("component", "check", "result", "found")
                        .map(column -> Messages.text("test." + column))
                        .toList(),
                "sum",
                failed == 0
                        ? Messages.text("test.good", name)
                        : Messages.text("test.failed", failed, checks.size(), name),
                "kind",
                failed == 0 ? "ok" : "error"));
    }
}
