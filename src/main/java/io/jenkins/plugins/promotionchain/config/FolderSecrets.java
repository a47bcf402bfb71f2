package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/**
 * The page of the secrets of a folder, for those who configure it; absent where the folders plugin is. Credentials of the
 * folder count there, which the page of Jenkins does not see.
 */
@Extension(optional = true)
@SuppressWarnings("rawtypes")
public final class FolderSecrets extends TransientActionFactory<AbstractFolder> {

    @Override
    public Class<AbstractFolder> type() {
        return AbstractFolder.class;
    }

    @Override
    public Collection<? extends Action> createFor(AbstractFolder folder) {
        return folder.hasPermission(Item.CONFIGURE)
                        && !ConfiguredChains.in(folder).isEmpty()
                ? List.of(new Link(folder))
                : List.of();
    }

    /** In the side panel of the folder. */
    public static final class Link implements Action, StaplerProxy {

        private final AbstractFolder<?> folder;

        Link(AbstractFolder<?> folder) {
            this.folder = folder;
        }

        @Override
        public String getIconFileName() {
            return "symbol-promotion-chains plugin-promotion-chain";
        }

        @Override
        public String getDisplayName() {
            return Messages.text("secrets.title");
        }

        @Override
        public String getUrlName() {
            return "promotion-chain-secrets";
        }

        /** The page itself, which checks the permission anew. */
        @Override
        public Object getTarget() {
            return new SecretsPage(ConfiguredChains.in(folder), folder, folder, Item.CONFIGURE).getTarget();
        }
    }
}
