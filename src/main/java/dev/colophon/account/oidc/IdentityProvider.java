package dev.colophon.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.oidc.IdentityProviderClient.Received;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider of the settings, by the authorization code flow with PKCE. It is asked when somebody wants to sign in,
 * never at the start, so that passwords work while it is away.
 */
public final class IdentityProvider implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofHours(1);

    /** While it is away, whoever waits hears so at once. */
    static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final OidcSettings settings;
    private final InstantSource clock;
    private final IdentityProviderClient client;
    private final IdTokens tokens;
    private @Nullable Discovery discovery;
    private Instant askAgainAt = Instant.MIN;

    public IdentityProvider(OidcSettings settings, InstantSource clock) {
        this(settings, clock, LIMIT);
    }

    /** For tests: with another time for each request. */
    IdentityProvider(OidcSettings settings, InstantSource clock, Duration limit) {
        this.settings = settings;
        this.clock = clock;
        this.client = new IdentityProviderClient(limit);
        this.tokens = new IdTokens(settings, new ProviderKeys(client, clock), clock);
    }

    /** What readers know it by. */
    public String name() {
        return settings.name();
    }

    /** Exactly as it names itself. */
    public String issuer() {
        return settings.issuer().map(URI::toString).orElseThrow();
    }

    /** Whether somebody who is unknown here gets an account. */
    public boolean registers() {
        return settings.registration();
    }

    /**
     * Where the browser goes to sign in.
     *
     * @param redirect where the answer is to come
     * @throws Problem of kind UNAVAILABLE when the provider cannot be asked
     */
    public String authorizationAddress(SignInAttempt attempt, String redirect) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirect);
        query.put("scope", settings.scopes());
        query.put("state", attempt.state().toString());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        String address = telling(this::discovery).authorization().toString();
        return address + (address.contains("?") ? "&" : "?") + IdentityProviderClient.encoded(query);
    }

    /**
     * Whom a code stands for.
     *
     * @param redirect the same as before
     * @throws Problem of kind UNAVAILABLE when the provider cannot be asked, or UNAUTHORIZED when what it says proves
     *     nothing
     */
    public ProvidedIdentity identify(SignInAttempt attempt, String code, String redirect) {
        return telling(() -> {
            Discovery found = discovery();
            return tokens.verify(idToken(found, attempt, code, redirect), attempt.nonce(), found.keys());
        });
    }

    private String idToken(Discovery found, SignInAttempt attempt, String code, String redirect)
            throws ProviderFailure {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", redirect);
        fields.put("code_verifier", attempt.verifier());
        Optional<Secret> secret = settings.clientSecret();
        if (secret.isEmpty() || found.secretInForm()) {
            fields.put("client_id", settings.clientId());
            secret.ifPresent(value -> fields.put("client_secret", value.value()));
        }
        Received received = client.post(
                found.token(),
                fields,
                secret.filter(value -> !found.secretInForm()).map(this::basic));
        JsonNode token = received.body().path("id_token");
        if (received.status() >= 500) {
            throw ProviderFailure.unreachable("its token endpoint answered with status " + received.status());
        }
        if (received.status() != 200 || !token.isTextual()) {
            throw ProviderFailure.unproved(
                    "the token endpoint answered with status " + received.status() + " and without an ID token");
        }
        return token.textValue();
    }

    /** Encoded first (RFC 6749, 2.3.1), for a colon ends the id. */
    private String basic(Secret secret) {
        String pair = IdentityProviderClient.encoded(settings.clientId()) + ":"
                + IdentityProviderClient.encoded(secret.value());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized Discovery discovery() throws ProviderFailure {
        Instant now = clock.instant();
        if (now.isBefore(askAgainAt)) {
            if (discovery == null) {
                throw ProviderFailure.unreachable("it was away a moment ago");
            }
            return discovery;
        }
        discovery = null;
        askAgainAt = now.plus(LEFT_ALONE);
        Discovery found =
                Discovery.of(client.get(Discovery.address(settings.issuer().orElseThrow())), settings);
        discovery = found;
        askAgainAt = now.plus(KEPT);
        return found;
    }

    private interface Asking<T> {
        T ask() throws ProviderFailure;
    }

    /** The operator hears what is wrong, the reader that something is; what the provider said is not repeated. */
    private <T> T telling(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (ProviderFailure failure) {
            LOG.warn("signing in by OpenID Connect failed: {}", failure.getMessage());
            if (failure.isUnreachable()) {
                throw Problem.unavailable(
                        "provider_unreachable",
                        name() + " cannot be reached right now; try again, or sign in with a password.",
                        (int) LEFT_ALONE.toSeconds());
            }
            throw Problem.unauthorized(
                    "identity_unproved", "What " + name() + " says does not prove who you are; begin again.");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
