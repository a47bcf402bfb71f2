package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.frontend.FrontendLook;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why visitors of the frontend see an error, or the values of another environment. */
final class FrontendCauses {

    private final FrontendFindings seen;
    private final List<Diagnosis> ofBackend;

    /** @param ofBackend what is wrong with the backend itself */
    FrontendCauses(FrontendFindings seen, List<Diagnosis> ofBackend) {
        this.seen = seen;
        this.ofBackend = ofBackend;
    }

    /** All that fit, the likeliest first; none where all is well. */
    List<Diagnosis> find() {
        List<Diagnosis> found = new ArrayList<>();
        List<Diagnosis> own = new ContainerCauses(seen.container()).find();
        if (!own.isEmpty() && own.get(0).problem() == Problem.NO_WAY_IN) {
            return own;
        }
        Optional<String> page = seen.pages().flatMap(FrontendLook.Seen::page);
        Optional<String> backend = seen.pages().flatMap(FrontendLook.Seen::backend);
        if (page.isPresent() || backend.isPresent()) {
            nginx().ifPresent(found::add);
        }
        if (page.isPresent() || !seen.container().answersItself()) {
            own.stream()
                    .filter(each -> found.isEmpty() && each.problem().urgency() == Urgency.NOW)
                    .map(each -> of(Problem.BAD_GATEWAY, "the frontend itself is down: " + each.cause(), each.fix()))
                    .forEach(found::add);
        }
        page.filter(what -> found.isEmpty()).map(this::inFrontOfIt).ifPresent(found::add);
        backend.flatMap(this::behind).ifPresent(found::add);
        if (page.isEmpty()) {
            // what visitors cannot get at all says nothing of its values
            seen.pages().flatMap(FrontendLook.Seen::config).map(this::config).ifPresent(found::add);
        }
        boolean visible = found.stream().anyMatch(each -> each.problem() == Problem.BAD_GATEWAY);
        own.stream()
                .filter(each -> each.problem().urgency() == Urgency.NEXT)
                .filter(each -> each.problem() != Problem.PROXY_REFUSES || !visible)
                .forEach(found::add);
        return found;
    }

    private Optional<Diagnosis> nginx() {
        return seen.container()
                .failed(CheckKind.NGINX)
                .map(check -> of(Problem.BAD_GATEWAY, check.found(), check.fix()));
    }

    private Diagnosis inFrontOfIt(String what) {
        return of(
                Problem.BAD_GATEWAY,
                "the frontend itself is healthy, but visitors do not get its start page (" + what + ")",
                "See that nginx runs there, and its error log; if its site names another port than the container's,"
                        + " deploy the frontend again");
    }

    private Optional<Diagnosis> behind(String what) {
        Optional<Diagnosis> unseen = ofBackend.stream()
                .filter(each -> each.problem() == Problem.NO_WAY_IN)
                .findFirst();
        if (unseen.isPresent()) {
            return unseen.map(each -> of(
                    Problem.BAD_GATEWAY,
                    "what nginx passes on to the backend fails (" + what + ")"
                            + seen.wayToBackend().map(why -> "; " + why).orElse("")
                            + "; whether the backend runs is not known: " + each.cause(),
                    each.fix()));
        }
        // what only the next migration will meet does not keep the backend from answering now
        Optional<Diagnosis> down = ofBackend.stream()
                .filter(each -> each.problem().urgency() == Urgency.NOW)
                .findFirst();
        if (down.isPresent()) {
            return down.map(each -> of(Problem.BAD_GATEWAY, "the backend is down: " + each.cause(), each.fix()));
        }
        return Optional.of(seen.wayToBackend()
                .map(why -> of(
                        Problem.BAD_GATEWAY,
                        "the backend is healthy on its own server, but " + why,
                        "Check backendHost, backendPort and the credential BACKEND_IP, and that the firewall of the"
                                + " backend lets the frontend's server in"))
                .orElseGet(() -> of(
                        Problem.BAD_GATEWAY,
                        "the backend can be reached from the frontend's server, but nginx there passes on to something"
                                + " else",
                        "Deploy the frontend again, so that its site names the backend's address")));
    }

    private Diagnosis config(String difference) {
        return of(
                Problem.WRONG_ENV_CONFIG,
                "env-config.js as visitors get it is not what is configured (" + difference + ")",
                "Run deployFrontend again, which writes it and the site of nginx anew; if it comes back, see who changes it on the server, and"
                        + " that the values of envConfig and VITE_API_BASE_URL are those of this environment");
    }

    private Diagnosis of(Problem problem, String cause, String fix) {
        return new Diagnosis(problem, seen.container().checks().target().component(), cause, fix, seen.evidence());
    }
}
