package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;

/** The credentials that a drop-down list offers; who may not configure sees only what is chosen already. */
public final class CredentialChoices {

    private CredentialChoices() {}

    /**
     * For the configuration: those of Jenkins itself, or of the folder that is configured and those above it, for
     * administrators.
     */
    static ListBoxModel of(ItemGroup<?> context, String current, Class<? extends StandardCredentials> type) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return items.includeCurrentValue(FormText.trimmed(current));
        }
        return items.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, placeOf(context), type, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(FormText.trimmed(current));
    }

    private static ItemGroup<?> placeOf(ItemGroup<?> context) {
        return context == null ? Jenkins.get() : context;
    }

    /** Whether it is there where {@link #of} looks; for administrators. */
    static FormValidation check(ItemGroup<?> context, String id) {
        String wanted = FormText.trimmed(id);
        boolean there = wanted.isEmpty()
                || CredentialsProvider.findCredentialByIdInItemGroup(
                                wanted, StandardCredentials.class, placeOf(context), ACL.SYSTEM2, List.of())
                        != null;
        return there
                ? FormValidation.ok()
                : FormValidation.warning(placeOf(context).getDisplayName() + " has no credential '" + wanted
                        + "'; only jobs in a folder that has one will find it");
    }

    /** For the form of a step: those that the job can see, for who may configure the job. */
    public static ListBoxModel ofJob(Item job, String current, Class<? extends StandardCredentials> type) {
        if (job == null) {
            return of(Jenkins.get(), current, type);
        }
        StandardListBoxModel items = new StandardListBoxModel();
        if (!job.hasPermission(Item.CONFIGURE)) {
            return items.includeCurrentValue(FormText.trimmed(current));
        }
        return items.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, job, type, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(FormText.trimmed(current));
    }
}
