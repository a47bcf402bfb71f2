package io.jenkins.plugins.promotionchain.engine.transaction;

import java.io.Serializable;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a transaction is found again by: the same one for the same step of the same build, another one for all others.
 *
 * @param value letters, digits and hyphens, at most 100; it is the name of a directory on the server
 */
public record TransactionId(String value) implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,99}");

    public TransactionId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not the id of a transaction");
        }
    }

    /** One that nobody has used. */
    public static TransactionId random() {
        return new TransactionId(UUID.randomUUID().toString().toLowerCase(Locale.ROOT));
    }

    /** Where its files are, relative to the home directory of the account. */
    public String directory() {
        return ".promotion-chain/transactions/" + value;
    }

    /** The id of another piece of work of the same step. */
    public TransactionId with(String suffix) {
        return new TransactionId(value + "-" + suffix);
    }

    @Override
    public String toString() {
        return value;
    }
}
