package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.Authentication;

/**
 * The question whether the release of a build may go to an environment, on a page of its own below that of the build;
 * saved with the build. Any thread may answer; the first answer counts.
 */
public final class ApprovalAction implements RunAction2 {

    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int SHORT = 8;

    private final String id;
    private final ReleaseToApprove release;
    private final List<String> approvers;
    private final String message;
    private ApprovalAnswer answer;
    private boolean withdrawn;
    private transient volatile Run<?, ?> run;
    private transient ApprovalExecution waiting;

    ApprovalAction(TransactionId id, ReleaseToApprove release, Set<String> approvers, String message) {
        this.id = id.value();
        this.release = release;
        this.approvers = FormText.list(List.copyOf(approvers));
        this.message = message;
    }

    @Override
    public synchronized void onAttached(Run<?, ?> r) {
        run = r;
    }

    /** After a restart the step tells anew that it waits, be it before or after an answer. */
    @Override
    public synchronized void onLoad(Run<?, ?> r) {
        run = r;
        waiting = null;
    }

    /** For the page. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Without one there is no link: nothing is asked any more. */
    @Override
    public String getIconFileName() {
        return isOpen() ? "symbol-help-circle" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.text("approval.title", release.environment());
    }

    @Override
    public String getUrlName() {
        return "promotion-approval-" + id.substring(0, SHORT);
    }

    public String getMessage() {
        return message;
    }

    public String getEnvironment() {
        return release.environment();
    }

    /** Digests by component. */
    public Map<String, String> getDigests() {
        return release.digests();
    }

    /** Those who are asked, in words. */
    public String getWho() {
        return approvers.isEmpty() ? "anybody who may build this job" : String.join(" or ", approvers);
    }

    /** The release, in words. */
    public String getWhat() {
        return release.inWords();
    }

    public synchronized boolean isOpen() {
        return answer == null && !withdrawn && run != null && run.isBuilding();
    }

    /** How it ended, in a sentence; empty while it is open. */
    public synchronized String getOutcome() {
        if (answer != null) {
            return answer.inWords();
        }
        return isOpen() ? "" : "Nobody is asked any more.";
    }

    /** Whether who looks at the page can answer. */
    public boolean isMine() {
        return mayAnswer(Jenkins.getAuthentication2());
    }

    @POST
    public HttpResponse doApprove(@QueryParameter String note) throws IOException {
        String by = whoMayAnswer();
        try {
            return answered(approve(by, FormText.trimmed(note)));
        } catch (PromotionFailure e) {
            throw HttpResponses.errorWithoutStack(CONFLICT, e.getMessage());
        }
    }

    @POST
    public HttpResponse doReject(@QueryParameter String note) throws IOException {
        return answered(reject(whoMayAnswer(), FormText.trimmed(note)));
    }

    private HttpResponse answered(boolean counted) {
        if (!counted) {
            throw HttpResponses.errorWithoutStack(CONFLICT, "Your answer came too late. " + getOutcome());
        }
        return HttpResponses.redirectTo("..");
    }

    private String whoMayAnswer() {
        Authentication who = Jenkins.getAuthentication2();
        if (!mayAnswer(who)) {
            throw HttpResponses.errorWithoutStack(
                    FORBIDDEN, who.getName() + " cannot answer this; " + getWho() + " can");
        }
        return who.getName();
    }

    private boolean mayAnswer(Authentication who) {
        return approvers.isEmpty()
                ? run.getParent().hasPermission2(who, Item.BUILD)
                : new JenkinsMembership().isOneOf(who.getName(), Set.copyOf(approvers));
    }

    /**
     * Writes the approval into the ledger and lets the step go on.
     *
     * @param by who may answer
     * @return false when it was too late, and nothing was done
     * @throws PromotionFailure when the ledger cannot be written; the question stays open
     * @throws IOException when the build cannot be saved; the step goes on all the same
     */
    public boolean approve(String by, String note) throws PromotionFailure, IOException {
        synchronized (this) {
            if (!isOpen()) {
                return false;
            }
            release.recordApproval(by, note);
            answer = ApprovalAnswer.approved(by, note);
        }
        end();
        return true;
    }

    /**
     * Lets the step fail.
     *
     * @param by who may answer
     * @return false when it was too late, and nothing was done
     * @throws IOException when the build cannot be saved; the step fails all the same
     */
    public boolean reject(String by, String note) throws IOException {
        synchronized (this) {
            if (!isOpen()) {
                return false;
            }
            answer = ApprovalAnswer.rejected(by, note);
        }
        end();
        return true;
    }

    private void end() throws IOException {
        try {
            run.save();
        } finally {
            Optional<ApprovalExecution> execution;
            synchronized (this) {
                execution = Optional.ofNullable(waiting);
                waiting = null;
            }
            execution.ifPresent(each -> each.answered(this));
        }
    }

    /** Nobody is asked any more. */
    void withdraw() throws IOException {
        synchronized (this) {
            withdrawn = true;
            waiting = null;
        }
        run.save();
    }

    /** Who waits for the answer; told at once where it is there already. */
    void tell(ApprovalExecution execution) {
        synchronized (this) {
            if (answer == null) {
                waiting = execution;
                return;
            }
        }
        execution.answered(this);
    }

    boolean is(TransactionId wanted) {
        return id.equals(wanted.value());
    }

    synchronized Optional<ApprovalAnswer> answer() {
        return Optional.ofNullable(answer);
    }

    /** What the Jenkinsfile gets. */
    Map<String, Object> result() {
        ApprovalAnswer given = answer().orElseThrow();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", release.environment());
        result.put("approvedBy", given.by());
        result.put("note", given.note());
        result.put("digests", FormText.list(List.copyOf(release.digests().values())));
        return result;
    }
}
