package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server and the account that is used on it. Two equal targets can share a connection.
 *
 * @param endpoint address and port, as the jump host sees them when there is one
 * @param account 1 to 255 characters without white space or control characters
 * @param jump a server on the way, with its own account and its own host keys
 * @param connectTimeout for name look-up, connection, key exchange and login together; 1 second to 10 minutes
 * @param keepAlive how long nothing may come before the server is asked for a sign of life; after
 *     {@value #MISSED_KEEP_ALIVES} in vain the connection counts as lost; 1 second to 10 minutes
 */
public record SshTarget(
        Endpoint endpoint,
        String account,
        SshLogin login,
        HostKeyPolicy hostKeys,
        Optional<SshTarget> jump,
        Duration connectTimeout,
        Duration keepAlive) {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(20);

    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(15);

    /** As OpenSSH's ServerAliveCountMax. */
    public static final int MISSED_KEEP_ALIVES = 3;

    private static final Pattern ACCOUNT = Pattern.compile("[^\\s\\p{Cntrl}]{1,255}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public SshTarget {
        checkedAccount(account);
        requireInRange("connect timeout", connectTimeout);
        requireInRange("keep-alive interval", keepAlive);
    }

    /** @throws IllegalArgumentException when nobody could log in under that name */
    public static String checkedAccount(String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "'" + account + "' is not an account: no white space, 1 to 255 characters");
        }
        return account;
    }

    /** A server that is reached directly, with the default times. */
    public static SshTarget of(Endpoint endpoint, String account, SshLogin login, HostKeyPolicy hostKeys) {
        return new SshTarget(
                endpoint, account, login, hostKeys, Optional.empty(), DEFAULT_CONNECT_TIMEOUT, DEFAULT_KEEP_ALIVE);
    }

    public SshTarget through(SshTarget newJump) {
        return new SshTarget(endpoint, account, login, hostKeys, Optional.of(newJump), connectTimeout, keepAlive);
    }

    public SshTarget withConnectTimeout(Duration newTimeout) {
        return new SshTarget(endpoint, account, login, hostKeys, jump, newTimeout, keepAlive);
    }

    public SshTarget withKeepAlive(Duration newInterval) {
        return new SshTarget(endpoint, account, login, hostKeys, jump, connectTimeout, newInterval);
    }

    /** The place as users know it, for messages: {@code "django@10.0.0.5"}. */
    public String place() {
        return account + "@" + endpoint.host();
    }

    private static void requireInRange(String name, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The " + name + " is 1 second to 10 minutes, not " + duration);
        }
    }
}
