package dev.colophon.account.token;

import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import java.time.Instant;

/**
 * Makes every token worthless after older data was put back, also those that it does not know as revoked. Epochs count
 * by ones; one that is the time in seconds is above all that a token from between that data and now can have.
 */
public final class SignOut {
    public static final Statement EVERYBODY = Statement.of("account.sign-everybody-out", """
                    UPDATE users SET token_epoch = CASE WHEN token_epoch < :epoch THEN :epoch ELSE token_epoch + 1 END
                    """);

    private SignOut() {}

    /** What the statement needs. */
    public static Parameters at(Instant now) {
        return Parameters.of("epoch", now.getEpochSecond());
    }
}
