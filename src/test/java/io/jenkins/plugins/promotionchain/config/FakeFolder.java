package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.Permission;
import hudson.util.DescribableList;
import java.util.List;

/** A folder with applications of its own, for whose present user a test says what is permitted. */
final class FakeFolder extends AbstractFolder<Item> {
    private final ItemGroup<? extends Item> parent;
    private final DescribableList properties = new DescribableList<>();
    boolean configurable = true;

    FakeFolder(ItemGroup<? extends Item> parent, ApplicationConfig... applications) {
        this.parent = parent;
        FolderApplications property = new FolderApplications();
        property.setApplications(List.of(applications));
        properties.add(property);
    }

    @Override
    public DescribableList getProperties() {
        return properties;
    }

    @Override
    public ItemGroup<? extends Item> getParent() {
        return parent;
    }

    @Override
    public String getFullName() {
        return "folder";
    }

    @Override
    public String getDisplayName() {
        return "folder";
    }

    @Override
    public boolean hasPermission(Permission permission) {
        return configurable;
    }

    @Override
    public void checkPermission(Permission permission) {
        if (!configurable) {
            throw new Controller.Refused();
        }
    }
}
