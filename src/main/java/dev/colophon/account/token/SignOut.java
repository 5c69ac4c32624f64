package dev.colophon.account.token;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends all sessions of one reader, or those of everybody after older data was put back, also such as it does not know
 * as revoked. Epochs count by ones; one that is the time in seconds is above all that a token from between that data
 * and now can have.
 */
public final class SignOut {
    private static final Statement READER = Statement.of("account.raise-epoch", """
                    UPDATE users SET token_epoch = token_epoch + 1, updated_at = :now WHERE id = :id
                    RETURNING token_epoch
                    """);

    public static final Statement EVERYBODY = Statement.of("account.sign-everybody-out", """
                    UPDATE users SET token_epoch = CASE WHEN token_epoch < :epoch THEN :epoch ELSE token_epoch + 1 END
                    """);

    private SignOut() {}

    /**
     * Ends every session of one reader.
     *
     * @return the epoch from now on; empty when there is no such reader
     */
    public static Optional<Long> reader(Session session, UUID id, Instant now) {
        return session.first(
                READER,
                row -> row.number("token_epoch"),
                Parameters.of("id", id).and("now", now));
    }

    /** What the statement needs. */
    public static Parameters at(Instant now) {
        return Parameters.of("epoch", now.getEpochSecond());
    }
}
