package io.jenkins.plugins.promotionchain.ledger;

/**
 * A build of Jenkins, which may be gone by now.
 *
 * @param job full name of the job
 * @param url empty where Jenkins does not know its own address
 */
public record BuildRef(String job, int number, String url) {

    @Override
    public String toString() {
        return url.isEmpty() ? job + " #" + number : url;
    }
}
