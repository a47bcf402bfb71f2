package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;

/** The applications that are configured on folders; absent where the folders plugin is. */
@Extension(optional = true)
public final class FolderSource implements ApplicationSource {

    @Override
    public List<List<ApplicationConfig>> from(ItemGroup<?> group) {
        List<List<ApplicationConfig>> levels = new ArrayList<>();
        ItemGroup<?> level = group;
        while (level instanceof AbstractFolder<?> folder) {
            FolderApplications property = folder.getProperties().get(FolderApplications.class);
            if (property != null) {
                levels.add(property.getApplications());
            }
            level = folder.getParent();
        }
        return levels;
    }
}
