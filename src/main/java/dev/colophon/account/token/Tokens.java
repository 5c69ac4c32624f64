package dev.colophon.account.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.Secret;
import dev.colophon.web.session.Authentication;
import dev.colophon.web.session.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Tokens of sessions are signed by us, and good until they expire, are signed out, or their account is
 * disabled, removed or raised to another epoch. Tokens of programs are found by their hash, and good until they expire
 * or are removed, whatever the epoch. The database is asked at most every 30 seconds for each token; what this instance
 * revokes is worthless at once.
 */
public final class Tokens implements Authentication {
    /** How often {@link #writeUses} is worth its while. */
    public static final Duration USES_INTERVAL = Duration.ofMinutes(1);

    /** How often {@link #sweep} is worth its while. */
    public static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

    private static final String EPOCH = "epoch";

    /** Ours have some 300; what is longer is not looked at, and never kept. */
    private static final int MAX_TOKEN_LENGTH = 1_024;

    private final TokenKeys keys;
    private final Duration lifetime;
    private final Database database;
    private final InstantSource clock;
    private final TokenCache cache = new TokenCache();
    private final TokenUses uses = new TokenUses();

    public Tokens(AccountSettings settings, Database database, InstantSource clock) {
        this.keys = new TokenKeys(settings, clock);
        this.lifetime = Duration.ofMinutes(settings.accessTokenExpireMinutes());
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param epoch the account's; the token is worthless when it is raised
     */
    public IssuedToken issue(UUID userId, long epoch) {
        // a JWT counts whole seconds
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(lifetime);
        UUID id = Ids.next();
        String token = keys.sign(JWT.create()
                .withSubject(userId.toString())
                .withJWTId(id.toString())
                .withIssuedAt(now)
                .withExpiresAt(expiresAt)
                .withClaim(EPOCH, epoch));
        return new IssuedToken(id, new Secret(token), expiresAt, lifetime.toSeconds());
    }

    /**
     * The same within a transaction, as a session that its reader finds in the list.
     *
     * @param device what the reader knows it by; empty when nothing is known
     */
    public IssuedToken begin(Session session, UUID userId, long epoch, String device) {
        IssuedToken issued = issue(userId, epoch);
        Instant now = clock.instant();
        SessionRows.seen(
                session,
                List.of(new SessionRows.Seen(issued.id(), userId, epoch, device, now, issued.expiresAt(), now)
                        .parameters()));
        return issued;
    }

    @Override
    public Caller authenticate(String token) {
        Instant now = clock.instant();
        TokenCache.Entry known = cache.get(token, now);
        if (known != null) {
            return known.caller();
        }
        long generation = cache.generation();
        TokenCache.Entry found = AccessTokenText.holds(token) ? program(token, now) : session(token, now);
        cache.put(token, found, generation);
        return found.caller();
    }

    /** Whether it is good still, while an answer is being sent that takes long. */
    public boolean isGood(String token) {
        try {
            authenticate(token);
            return true;
        } catch (Problem problem) {
            return problem.kind() != Kind.UNAUTHORIZED;
        }
    }

    private TokenCache.Entry session(String token, Instant now) {
        DecodedJWT decoded = verify(token);
        Caller caller = standing(decoded);
        Instant expiresAt = decoded.getExpiresAtAsInstant();
        long epoch = decoded.getClaim(EPOCH).asLong();
        Instant issuedAt = Objects.requireNonNullElse(decoded.getIssuedAtAsInstant(), now);
        uses.session(new SessionRows.Seen(caller.tokenId(), caller.id(), epoch, "", issuedAt, expiresAt, now));
        return new TokenCache.Entry(caller, now, expiresAt);
    }

    private TokenCache.Entry program(String token, Instant now) {
        TokenCache.Entry found = database.read(session -> AccessTokenStanding.find(session, token, now))
                .orElseThrow(Tokens::invalid);
        uses.program(found.caller().tokenId(), now);
        return found;
    }

    /** Puts down which tokens were used of late. */
    public void writeUses() {
        uses.write(database);
    }

    /** Forgets sessions that have expired. */
    public void sweep() {
        database.write(session -> {
            SessionRows.sweep(session, clock.instant());
            return session;
        });
    }

    /** When the token of a request expires; it was authenticated before. */
    public Instant expiry(String token) {
        return verify(token).getExpiresAtAsInstant();
    }

    /** Makes one token worthless; the others of the account stay good. */
    public void revoke(String token) {
        DecodedJWT decoded = verify(token);
        UUID tokenId = UUID.fromString(decoded.getId());
        database.write(session -> {
            RevokedTokens.forgetExpired(session, clock.instant());
            RevokedTokens.add(session, tokenId, decoded.getExpiresAtAsInstant());
            return tokenId;
        });
        forgetToken(tokenId);
    }

    /** To be called when a token was removed. */
    public void forgetToken(UUID tokenId) {
        cache.forget(caller -> caller.tokenId().equals(tokenId));
    }

    /** To be called when the epoch, the role or the existence of an account has changed. */
    public void forget(UUID userId) {
        cache.forget(caller -> caller.id().equals(userId));
    }

    private DecodedJWT verify(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw invalid();
        }
        try {
            return keys.verify(token);
        } catch (JWTVerificationException notOurs) {
            throw invalid();
        }
    }

    private Caller standing(DecodedJWT decoded) {
        UUID userId;
        UUID tokenId;
        try {
            userId = UUID.fromString(decoded.getSubject());
            tokenId = UUID.fromString(decoded.getId());
        } catch (IllegalArgumentException | NullPointerException notMadeByIssue) {
            throw invalid();
        }
        Long epoch = decoded.getClaim(EPOCH).asLong();
        return database.read(session -> RevokedTokens.standing(session, userId, tokenId))
                .filter(standing -> epoch != null && standing.isGood(epoch))
                .map(RevokedTokens.Standing::caller)
                .orElseThrow(Tokens::invalid);
    }

    private static Problem invalid() {
        return Problem.unauthorized("invalid_token", "The token is not valid any more; sign in.");
    }
}
