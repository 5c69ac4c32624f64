package dev.colophon.account.access;

import dev.colophon.text.FieldRules;
import dev.colophon.web.session.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says of a token that they want; also as JSON.
 *
 * @param name tells its reader what it is for
 * @param scopes at least one
 * @param expiresAt null for one that lasts until it is removed
 */
record NewAccessToken(
        String name, List<Scope> scopes, @Nullable Instant expiresAt) {
    static final int MAX_NAME = 60;

    private static final Duration LONGEST = Duration.ofDays(3_650);

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    NewAccessToken {
        var rules = new FieldRules();
        name = rules.requiredLine("/name", name, MAX_NAME);
        if (scopes == null || scopes.isEmpty() || scopes.stream().anyMatch(Objects::isNull)) {
            rules.refuse("/scopes", "required", "A token needs at least one scope, and may do nothing else.");
        }
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS);
        rules.done();
    }

    Set<Scope> distinctScopes() {
        return EnumSet.copyOf(scopes);
    }

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID when it would end before it begins, or hardly ever
     */
    void demandLifetime(Instant now) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            var rules = new FieldRules();
            rules.refuse("/expires_at", "range", "A token expires in the future, within ten years, or not at all.");
            rules.done();
        }
    }
}
