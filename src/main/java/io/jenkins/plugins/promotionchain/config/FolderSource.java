package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;

/** The applications that are configured on the folders above a job; absent where the folders plugin is. */
@Extension(optional = true)
public final class FolderSource implements ApplicationSource {

    @Override
    public List<List<ApplicationConfig>> above(Item job) {
        List<List<ApplicationConfig>> levels = new ArrayList<>();
        ItemGroup<?> group = job.getParent();
        while (group instanceof AbstractFolder<?> folder) {
            FolderApplications property = folder.getProperties().get(FolderApplications.class);
            if (property != null) {
                levels.add(property.getApplications());
            }
            group = folder.getParent();
        }
        return levels;
    }
}
