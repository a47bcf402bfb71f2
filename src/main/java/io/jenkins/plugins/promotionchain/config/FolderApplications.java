package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.model.Descriptor.FormException;
import java.util.Collections;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Applications that are configured on a folder, for the jobs below it. As they decide where secrets are sent and what the
 * gate lets through, only an administrator changes them: what others submit with the rest of the folder changes nothing
 * here, and an XML description with other values is refused.
 */
public final class FolderApplications extends AbstractFolderProperty<AbstractFolder<?>> {

    private List<ApplicationConfig> applications = FormText.list(List.of());

    /** Without any. */
    @DataBoundConstructor
    public FolderApplications() {
        // filled by setters
    }

    public List<ApplicationConfig> getApplications() {
        return Collections.unmodifiableList(applications);
    }

    @DataBoundSetter
    public void setApplications(List<ApplicationConfig> applications) {
        this.applications = FormText.list(applications);
    }

    /** What cannot be used, for the form; one sentence each. */
    public List<String> getProblems() {
        return ChainReader.read(applications).sentences();
    }

    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 request, JSONObject form) throws FormException {
        return mayChange() ? super.reconfigure(request, form) : this;
    }

    /** Called by XStream: at a start of Jenkins, which may do anything, or for a person who posts a description. */
    private Object readResolve() {
        applications = FormText.list(applications);
        if (!applications.isEmpty()) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        }
        return this;
    }

    private static boolean mayChange() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Form of the property. */
    @Extension(optional = true)
    @Symbol("promotionApplications")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.text("page.title");
        }

        /** Nobody else can add the property. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            return mayChange() ? super.newInstance(request, form) : null;
        }

        /** Whether the form shows fields or only what there is. */
        public boolean isChangeable() {
            return mayChange();
        }
    }
}
