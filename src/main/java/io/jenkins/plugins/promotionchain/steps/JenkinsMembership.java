package io.jenkins.plugins.promotionchain.steps;

import hudson.model.User;
import io.jenkins.plugins.promotionchain.ledger.gate.Membership;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Users and groups as Jenkins' security realm knows them now. */
final class JenkinsMembership implements Membership {

    /** A user who is gone is in no group any more. */
    @Override
    public boolean isOneOf(String user, Set<String> names) {
        if (names.contains(user)) {
            return true;
        }
        User known = User.getById(user, false);
        try {
            return known != null && inGroup(known.impersonate2(), names);
        } catch (UsernameNotFoundException e) {
            return false;
        }
    }

    private static boolean inGroup(Authentication who, Set<String> names) {
        return who.getAuthorities().stream().map(GrantedAuthority::getAuthority).anyMatch(names::contains);
    }
}
