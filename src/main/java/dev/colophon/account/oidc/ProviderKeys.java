package dev.colophon.account.oidc;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of the provider, kept for an hour, and asked for again when a token names one that is not among them. */
final class ProviderKeys {
    private static final Duration KEPT = Duration.ofHours(1);

    /** Tokens that name keys which never were must not make us ask without end. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MAX_KEYS = 50;

    private final IdentityProviderClient client;
    private final InstantSource clock;
    private List<SigningKey> keys = List.of();
    private @Nullable Instant askedAt;
    private Instant awayUntil = Instant.MIN;

    ProviderKeys(IdentityProviderClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * What checks the signature of a token.
     *
     * @param keyId as the token names it; empty when it names none, which is enough where there is one key that fits
     * @param claimed the algorithm, as the token names it
     */
    synchronized Algorithm verifier(URI address, String keyId, String claimed) throws ProviderFailure {
        if (isOlderThan(KEPT)) {
            ask(address);
        }
        Optional<Algorithm> known = find(keyId, claimed);
        if (known.isEmpty() && isOlderThan(PAUSE)) {
            ask(address);
            known = find(keyId, claimed);
        }
        return known.orElseThrow(
                () -> ProviderFailure.unproved("the token is signed by no key and algorithm of the provider"));
    }

    private boolean isOlderThan(Duration age) {
        return askedAt == null || !clock.instant().isBefore(askedAt.plus(age));
    }

    private Optional<Algorithm> find(String keyId, String claimed) {
        List<Algorithm> fitting = keys.stream()
                .filter(key -> keyId.isEmpty() || key.id().equals(keyId))
                .flatMap(key -> key.verifier(claimed).stream())
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** While they cannot be had, whoever waits hears so at once. */
    private void ask(URI address) throws ProviderFailure {
        Instant now = clock.instant();
        if (now.isBefore(awayUntil)) {
            throw ProviderFailure.unreachable("its keys could not be had a moment ago");
        }
        awayUntil = now.plus(IdentityProvider.LEFT_ALONE);
        List<SigningKey> found = new ArrayList<>();
        for (JsonNode key : client.get(address).path("keys")) {
            if (found.size() < MAX_KEYS) {
                SigningKey.of(key).ifPresent(found::add);
            }
        }
        keys = List.copyOf(found);
        askedAt = now;
        awayUntil = Instant.MIN;
    }
}
