package io.jenkins.plugins.promotionchain.rehearsal.model;

/**
 * A piece of Groovy out of a Jenkinsfile.
 *
 * @param text as it stands there
 * @param line where it begins, from 1, so that a failure names the line of the Jenkinsfile
 */
public record Code(String text, int line) {

    /** The text moved down to its own line, so that Groovy counts lines as the author does. */
    public String inPlace() {
        return "\n".repeat(line - 1) + text;
    }
}
