package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Sends requests to registries and their token servers, again where the first time failed for a reason that may pass:
 * a broken connection, an error of the server, or the wish to be asked less often. Everything sent here may be sent
 * twice without harm. Redirects are not followed. May be shared by threads.
 */
public final class RegistryTransport {

    private static final String REACH = "Check the registry's name and that this machine reaches it";
    private static final String SPEAK_TLS =
            REACH + "; it has to speak TLS there, as plain HTTP is spoken with loopback only";
    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final Sleeper sleeper;
    private final Clock clock;
    private final Duration answerTimeout;
    private final int attempts;

    private RegistryTransport(HttpClient client, Sleeper sleeper, Clock clock, Duration answerTimeout, int attempts) {
        this.attempts = attempts;
        this.client = client;
        this.sleeper = sleeper;
        this.clock = clock;
        this.answerTimeout = answerTimeout;
    }

    /** Connects directly or through the proxy that the JVM is told to use. */
    public static RegistryTransport create(Sleeper sleeper, Clock clock) {
        return create(sleeper, clock, ANSWER_TIMEOUT);
    }

    /** @param answerTimeout how long one answer may take, from the request to the last byte of the body */
    static RegistryTransport create(Sleeper sleeper, Clock clock, Duration answerTimeout) {
        return new RegistryTransport(client(CONNECT_TIMEOUT), sleeper, clock, answerTimeout, ATTEMPTS);
    }

    /** The same for who only wants to know: asks once, and waits no longer than this for an answer. */
    public static RegistryTransport once(Clock clock, Duration patience) {
        return new RegistryTransport(client(patience), Sleeper.real(), clock, patience, 1);
    }

    private static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /**
     * Sends the request until there is an answer that another attempt would not change.
     *
     * @param registry as the user knows it, for the message
     * @throws RegistryRefused when no answer came, or the last one still was an error of the server
     */
    HttpResponse<byte[]> send(String registry, HttpRequest request) throws RegistryRefused, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
            try {
                HttpResponse<byte[]> response = answerTo(request);
                if (response.statusCode() != 429 && response.statusCode() < 500) {
                    return response;
                }
                if (attempt == attempts) {
                    throw new RegistryRefused(
                            "Registry %s answers with status %d%s%s"
                                    .formatted(
                                            registry,
                                            response.statusCode(),
                                            attempts == 1 ? "" : ", also after " + attempts + " attempts",
                                            RegistryErrors.in(response)),
                            "Look into the registry's log, then run the build again");
                }
                pause = askedFor(response).orElse(pause);
            } catch (BoundedBody.TooLarge e) {
                throw new RegistryRefused(
                        "Registry %s gives an answer of %s".formatted(registry, e.getMessage()),
                        "Check that there is a registry at this address, and no other server",
                        e);
            } catch (IOException e) {
                if (isAboutTheCertificate(e)) {
                    throw unreachable(registry, e, "Have the JVM trust the registry's certificate, or correct it");
                }
                if (speaksNoTls(e)) {
                    throw unreachable(registry, e, SPEAK_TLS);
                }
                if (attempt == attempts) {
                    throw unreachable(registry, e, e instanceof SSLException ? SPEAK_TLS : REACH);
                }
            }
            sleeper.sleep(pause);
        }
    }

    /** The timeout of a request ends when the headers are there, so the whole answer has one of its own. */
    private HttpResponse<byte[]> answerTo(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody());
        try {
            return answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no complete answer within " + answerTimeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** A connection that breaks in the middle of the handshake is no more than that. */
    private static boolean isAboutTheCertificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return failure instanceof SSLPeerUnverifiedException;
    }

    private static boolean speaksNoTls(Throwable failure) {
        return failure instanceof SSLException
                && String.valueOf(failure.getMessage()).contains("plaintext");
    }

    private static RegistryRefused unreachable(String registry, IOException cause, String whatToDo) {
        String reason = cause instanceof ConnectException && cause.getMessage() == null
                ? "no connection"
                : cause.getClass().getSimpleName()
                        + Optional.ofNullable(cause.getMessage())
                                .map(m -> ": " + m)
                                .orElse("");
        return new RegistryRefused("Registry %s cannot be reached (%s)".formatted(registry, reason), whatToDo, cause);
    }

    /** {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3). */
    private Optional<Duration> askedFor(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(this::duration)
                .map(asked -> asked.isNegative() ? Duration.ZERO : asked)
                .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    private Optional<Duration> duration(String value) {
        String text = value.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.instant(), date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
