package dev.colophon.account.reset;

import dev.colophon.account.token.LinkToken;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The links that wait to be used, one for each reader at most. */
public final class ResetLinks {
    static final String PATH = "/reset-password";
    static final String TOKEN = "token";

    private static final Duration LIFETIME = Duration.ofDays(1);

    private static final Statement MAKE = Statement.of("account.reset-make", """
                    INSERT INTO password_resets (user_id, token_hash, created_at, expires_at)
                    VALUES (:user_id, :token_hash, :created_at, :expires_at)
                    ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash,
                        created_at = excluded.created_at, expires_at = excluded.expires_at
                    """);

    private static final Statement FIND = Statement.of("account.reset-find", """
                    SELECT r.user_id FROM password_resets r JOIN users u ON u.id = r.user_id
                    WHERE r.token_hash = :token_hash AND r.expires_at > :now AND u.disabled_at IS NULL
                    """);

    /** Of two who come with one link at a moment, one finds it used. */
    private static final Statement USE =
            Statement.of("account.reset-use", "DELETE FROM password_resets WHERE token_hash = :token_hash");

    private static final Statement REMOVE =
            Statement.of("account.reset-remove", "DELETE FROM password_resets WHERE user_id = :user_id");

    /** After older data was put back, which may have one that was used since. */
    public static final Statement FORGET_ALL = Statement.of("account.resets-forget", "DELETE FROM password_resets");

    private ResetLinks() {}

    /** A new one, which takes the place of the one before. */
    public static ResetLink make(Session session, UUID reader, Instant now) {
        Secret token = LinkToken.make();
        Instant expiresAt = now.plus(LIFETIME);
        session.execute(
                MAKE,
                Parameters.of("user_id", reader)
                        .and("token_hash", LinkToken.hash(token.value()))
                        .and("created_at", now)
                        .and("expires_at", expiresAt));
        return new ResetLink(PATH + "?" + TOKEN + "=" + token.value(), expiresAt);
    }

    /**
     * Whose link it is.
     *
     * @throws Problem of kind NOT_FOUND when it is good no more, whatever the reason
     */
    public static UUID demand(Session session, String token, Instant now) {
        if (!LinkToken.isOne(token)) {
            throw worthless();
        }
        return session.first(
                        FIND,
                        row -> row.uuid("user_id"),
                        Parameters.of("token_hash", LinkToken.hash(token)).and("now", now))
                .orElseThrow(ResetLinks::worthless);
    }

    /**
     * Uses it up.
     *
     * @throws Problem of kind NOT_FOUND when somebody has used it first
     */
    public static void use(Session session, String token) {
        if (session.execute(USE, Parameters.of("token_hash", LinkToken.hash(token))) == 0) {
            throw worthless();
        }
    }

    /** Makes the reader's link worthless, if there is one. */
    public static void remove(Session session, UUID reader) {
        session.execute(REMOVE, Parameters.of("user_id", reader));
    }

    private static Problem worthless() {
        return Problem.of(
                Kind.NOT_FOUND,
                "reset_link",
                "This link was used before or is older than a day; ask whoever runs this for another one.");
    }
}
