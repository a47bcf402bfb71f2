package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;

/** Reads a credential as one text. */
final class Texts {

    private Texts() {}

    /**
     * The text of a secret text or file, or the password of an account. The line end that an editor puts at the end of
     * a file is not part of the secret; everything else is kept byte for byte.
     *
     * @throws InvalidInput when the credential is of a kind that holds no text
     */
    static Sensitive of(String id, StoredCredential credential) throws InvalidInput {
        if (credential instanceof StoredCredential.Text text) {
            return text.value();
        }
        if (credential instanceof StoredCredential.Document document) {
            return Sensitive.of(withoutLineEnd(document.content().reveal()));
        }
        if (credential instanceof StoredCredential.Account account) {
            return account.password();
        }
        String kind = credential instanceof StoredCredential.Unknown unknown ? unknown.kind() : "SSH private key";
        throw new InvalidInput(
                "Credential '" + id + "' is of the kind " + kind + " and holds no text",
                "Store it as a secret text, a secret file or a username with password");
    }

    private static String withoutLineEnd(String content) {
        if (content.endsWith("\r\n")) {
            return content.substring(0, content.length() - 2);
        }
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }
}
