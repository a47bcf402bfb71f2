package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Item extends AccessControlled {
    Permission CONFIGURE = new Permission("Configure");
    Permission EXTENDED_READ = new Permission("ExtendedRead");
    Permission BUILD = new Permission("Build");

    ItemGroup<? extends Item> getParent();

    String getFullName();
}
