package dev.colophon.account.access;

import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.Deed;
import dev.colophon.account.token.AccessTokenText;
import dev.colophon.account.token.Tokens;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import dev.colophon.web.Part;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Makes, lists and removes the access tokens of a reader. What is not the reader's is NOT_FOUND. */
public final class AccessTokens {
    /** Of one reader, expired ones included. */
    public static final int MAX_TOKENS = 50;

    private final Database database;
    private final Tokens tokens;
    private final InstantSource clock;

    public AccessTokens(Database database, Tokens tokens, InstantSource clock) {
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token that was just made, and what is never to be had again. */
    record Made(Secret secret, AccessToken token) {}

    /**
     * @throws Problem of kind INVALID, or CONFLICT when it would be too many
     */
    Made make(UUID reader, NewAccessToken wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        wanted.demandLifetime(now);
        Secret secret = AccessTokenText.make();
        AccessToken token = new AccessToken(
                Ids.next(),
                wanted.name(),
                AccessTokenText.prefix(secret),
                wanted.distinctScopes(),
                now,
                wanted.expiresAt(),
                null);
        database.write(session -> {
            AccessTokenRepository.hold(session, reader);
            if (AccessTokenRepository.count(session, reader) >= MAX_TOKENS) {
                throw Problem.conflict(
                        "too_many", "A reader has at most " + MAX_TOKENS + " access tokens; remove one first.");
            }
            AccessTokenRepository.insert(session, reader, token, secret);
            AuditLog.add(session, now, Deed.own(reader, AuditAction.ACCESS_TOKEN_MADE));
            return token;
        });
        return new Made(secret, token);
    }

    /** Latest first. */
    Part<AccessToken> list(UUID reader, List<String> after, int limit) {
        List<AccessToken> found =
                database.read(session -> AccessTokenRepository.list(session, reader, after, limit + 1));
        return Part.of(found, limit, token -> token, token -> List.of(token.id().toString()));
    }

    /** From now on it is worthless here, and on other instances within half a minute. */
    void remove(UUID reader, UUID id) {
        database.write(session -> {
            if (!AccessTokenRepository.delete(session, reader, id)) {
                throw Problem.notFound();
            }
            AuditLog.add(session, clock.instant(), Deed.own(reader, AuditAction.ACCESS_TOKEN_REVOKED));
            return id;
        });
        tokens.forgetToken(id);
    }

    /** Removes all of a reader; whoever calls lets {@link Tokens#forget} them. */
    public static void removeAll(Session session, UUID reader) {
        AccessTokenRepository.deleteAll(session, reader);
    }

    Instant now() {
        return clock.instant();
    }
}
