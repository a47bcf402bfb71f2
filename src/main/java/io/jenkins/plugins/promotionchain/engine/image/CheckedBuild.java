package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.regex.Pattern;

/**
 * A build request whose texts may stand in a command line and in a fingerprint.
 *
 * @param context and dockerfile: inside the workspace
 */
record CheckedBuild(BuildRequest request, SourcePath context, SourcePath dockerfile) {

    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,2}");

    /** @throws InvalidInput when a parameter is not acceptable; the message names it */
    static CheckedBuild of(BuildRequest request) throws InvalidInput {
        for (String name : request.buildArguments().keySet()) {
            check(ARGUMENT, "buildArgs", name, "Name build arguments with letters, digits and _, no digit first");
        }
        if (request.target().isPresent()) {
            check(STAGE, "target", request.target().get(), "Name a stage of the Dockerfile, as in 'FROM … AS stage'");
        }
        for (String platform : request.platforms()) {
            check(PLATFORM, "platforms", platform, "Write platforms as docker does, for example linux/amd64");
        }
        String registry = request.repository().registry();
        if (request.login().filter(login -> !login.registry().equals(registry)).isPresent()) {
            throw new InvalidInput(
                    "The login is for registry %s, the image of %s belongs to %s"
                            .formatted(request.login().get().registry(), request.component(), registry),
                    "Name a credential of registry " + registry);
        }
        return new CheckedBuild(
                request,
                SourcePath.of("context", request.context()),
                SourcePath.of("dockerfile", request.dockerfile()));
    }

    private static void check(Pattern form, String parameter, String text, String whatToDo) throws InvalidInput {
        if (!form.matcher(text).matches()) {
            throw new InvalidInput(
                    "%s: '%s' is not acceptable".formatted(parameter, text.replaceAll("\\p{Cntrl}", "?")), whatToDo);
        }
    }
}
