package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * The person who answers for a build: the one who started it, else the one as whom it runs (where Jenkins is set up to
 * run builds as somebody). A build that a timer, a webhook or another build started has none.
 *
 * @param id as Jenkins writes it
 */
record Starter(String id, Authentication authentication) {

    private static final String ANONYMOUS = "anonymous";

    /** Called on a thread that runs as the build does. A user whom Jenkins does not know any more is nobody. */
    static Optional<Starter> of(Run<?, ?> build) {
        Cause.UserIdCause cause = build.getCause(Cause.UserIdCause.class);
        if (cause != null) {
            return Optional.ofNullable(cause.getUserId())
                    .map(id -> User.getById(id, false))
                    .flatMap(Starter::known);
        }
        Authentication own = Jenkins.getAuthentication2();
        return own.equals(ACL.SYSTEM2) || own.getName().equals(ANONYMOUS)
                ? Optional.empty()
                : Optional.of(new Starter(own.getName(), own));
    }

    private static Optional<Starter> known(User user) {
        try {
            return Optional.of(new Starter(user.getId(), user.impersonate2()));
        } catch (UsernameNotFoundException e) {
            return Optional.empty();
        }
    }
}
