package dev.colophon.account.factor;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The app of a reader.
 *
 * @param sealed its secret, see {@link FactorKeys}
 * @param confirmedAt since when it is asked for; null until its reader has shown a code of it
 * @param lastStep of the code that was accepted last
 */
record Factor(UUID userId, String sealed, @Nullable Instant confirmedAt, long lastStep, Instant createdAt) {
    static final Columns COLUMNS = Columns.of("user_id", "secret", "confirmed_at", "last_step", "created_at");

    /** From a row with {@link #COLUMNS}. */
    static Factor of(Row row) {
        return new Factor(
                row.uuid("user_id"),
                row.text("secret"),
                row.instantOrNull("confirmed_at"),
                row.number("last_step"),
                row.instant("created_at"));
    }

    boolean isOn() {
        return confirmedAt != null;
    }
}
