package dev.colophon.account.token;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Locales;
import dev.colophon.web.session.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which tokens of sessions were signed out, and how the account of a token stands. */
public final class RevokedTokens {
    private static final Statement ADD = Statement.of("account.revoke-token", """
                    INSERT INTO revoked_tokens (jti, expires_at)
                    VALUES (:jti, :expires_at)
                    ON CONFLICT (jti) DO NOTHING
                    """);
    private static final Statement FORGET = Statement.of("account.forget-expired-tokens", """
                    DELETE FROM revoked_tokens
                    WHERE expires_at < :now
                    """);
    private static final Statement STANDING = Statement.of("account.standing-of-token", """
                    SELECT u.username, u.role, u.token_epoch, u.disabled_at, u.locale, u.time_zone, r.jti
                    FROM users u
                    LEFT JOIN revoked_tokens r ON r.jti = :jti
                    WHERE u.id = :user_id
                    """);

    private static final String ADMIN = "admin";

    private RevokedTokens() {}

    /**
     * @param usable neither the token is revoked nor the account disabled
     */
    record Standing(Caller caller, long epoch, boolean usable) {
        boolean isGood(long tokenEpoch) {
            return usable && epoch == tokenEpoch;
        }
    }

    /** From now on it is worthless; until it expires that must be remembered. Its session is none any more. */
    public static void add(Session session, UUID tokenId, Instant expiresAt) {
        session.execute(ADD, Parameters.of("jti", tokenId).and("expires_at", expiresAt));
        SessionRows.delete(session, tokenId);
    }

    /**
     * Uses something up that is good once, such as an attempt to sign in.
     *
     * @return whether it was still good
     */
    public static boolean use(Session session, UUID id, Instant now, Instant expiresAt) {
        forgetExpired(session, now);
        return session.execute(ADD, Parameters.of("jti", id).and("expires_at", expiresAt)) == 1;
    }

    static void forgetExpired(Session session, Instant now) {
        session.execute(FORGET, Parameters.of("now", now));
    }

    /** Empty when there is no such account. */
    static Optional<Standing> standing(Session session, UUID userId, UUID tokenId) {
        return session.first(
                STANDING,
                row -> new Standing(
                        new Caller(
                                userId,
                                row.text("username"),
                                row.text("role").equals(ADMIN),
                                tokenId,
                                Locales.parse(row.textOrNull("locale")),
                                Dates.zone(row.textOrNull("time_zone")),
                                null),
                        row.number("token_epoch"),
                        row.uuidOrNull("jti") == null && row.instantOrNull("disabled_at") == null),
                Parameters.of("jti", tokenId).and("user_id", userId));
    }
}
