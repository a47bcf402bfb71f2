package io.jenkins.plugins.promotionchain.steps;

import hudson.model.User;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.promotionchain.ledger.gate.Membership;
import java.util.Set;
import jenkins.model.IdStrategy;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Users and groups as Jenkins' security realm knows them now. */
final class JenkinsMembership implements Membership {

    /** A user who is gone is in no group any more. */
    @Override
    public boolean isOneOf(String user, Set<String> names) {
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        if (isAmong(user, names, realm.getUserIdStrategy())) {
            return true;
        }
        User known = User.getById(user, false);
        try {
            return known != null && inGroup(known.impersonate2(), names, realm.getGroupIdStrategy());
        } catch (UsernameNotFoundException e) {
            return false;
        }
    }

    private static boolean inGroup(Authentication who, Set<String> names, IdStrategy equality) {
        return who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(group -> isAmong(group, names, equality));
    }

    /** As the security realm compares them: mostly without regard to case. */
    private static boolean isAmong(String id, Set<String> names, IdStrategy equality) {
        return names.stream().anyMatch(name -> equality.equals(name, id));
    }
}
