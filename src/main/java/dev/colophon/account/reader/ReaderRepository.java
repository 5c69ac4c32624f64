package dev.colophon.account.reader;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes what admins change of accounts. */
final class ReaderRepository {
    private static final String READER = "SELECT id, role, disabled_at, quota_bytes FROM users WHERE id = :id";

    /** Nobody else changes the account until the transaction ends; on SQLite one that writes holds everything. */
    private static final Statement HOLD = Statement.split("account.reader-hold", READER + " FOR NO KEY UPDATE", READER);

    private static final String ADMINS =
            "SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id";

    /** In the order of their ids, so that two who hold them do not wait for each other. */
    private static final Statement HOLD_ADMINS =
            Statement.split("account.admins-hold", ADMINS + " FOR NO KEY UPDATE", ADMINS);

    private static final Statement DISABLE = Statement.of(
            "account.reader-disable", "UPDATE users SET disabled_at = :value, updated_at = :now WHERE id = :id");

    private static final Statement SET_ROLE =
            Statement.of("account.reader-role", "UPDATE users SET role = :value, updated_at = :now WHERE id = :id");

    private static final Statement SET_QUOTA = Statement.of(
            "account.reader-quota", "UPDATE users SET quota_bytes = :value, updated_at = :now WHERE id = :id");

    private ReaderRepository() {}

    static Optional<ReaderState> hold(Session session, UUID id) {
        return session.first(HOLD, ReaderRepository::state, Parameters.of("id", id));
    }

    /** The ids of all who are enabled and admins. */
    static List<UUID> holdAdmins(Session session) {
        return session.list(HOLD_ADMINS, row -> row.uuid("id"));
    }

    static void setDisabled(Session session, UUID id, @Nullable Instant since, Instant now) {
        session.execute(DISABLE, of(id, since, now));
    }

    static void setRole(Session session, UUID id, Role role, Instant now) {
        session.execute(SET_ROLE, of(id, role, now));
    }

    static void setQuota(Session session, UUID id, @Nullable Long bytes, Instant now) {
        session.execute(SET_QUOTA, of(id, bytes, now));
    }

    private static Parameters of(UUID id, @Nullable Object value, Instant now) {
        return Parameters.of("id", id).and("value", value).and("now", now);
    }

    private static ReaderState state(Row row) {
        return new ReaderState(
                row.uuid("id"),
                row.constant("role", Role.class),
                row.instantOrNull("disabled_at"),
                row.numberOrNull("quota_bytes"));
    }
}
