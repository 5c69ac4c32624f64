package dev.colophon.account.audit;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done; also as JSON.
 *
 * @param action the name of an {@link AuditAction}, perhaps one of a newer build
 * @param actorId null for a command
 * @param actorName as it was then; null for a command, and once the account is removed
 * @param subjectId whom it concerns
 * @param subjectName as it was then; null once the account is removed
 * @param detail such as the role from then on; empty when there is nothing to say
 * @param requestId of the log's lines; null for a command
 */
public record AuditEntry(
        UUID id,
        Instant happenedAt,
        String action,
        Actor.Kind actorKind,
        @Nullable UUID actorId,
        @Nullable String actorName,
        @Nullable UUID subjectId,
        @Nullable String subjectName,
        String detail,
        @Nullable String requestId) {

    static final Columns COLUMNS = Columns.of(
            "id",
            "happened_at",
            "action",
            "actor_kind",
            "actor_id",
            "actor_name",
            "subject_id",
            "subject_name",
            "detail",
            "request_id");

    /** From a row with {@link #COLUMNS}. */
    static AuditEntry of(Row row) {
        return new AuditEntry(
                row.uuid("id"),
                row.instant("happened_at"),
                row.text("action"),
                row.constant("actor_kind", Actor.Kind.class),
                row.uuidOrNull("actor_id"),
                row.textOrNull("actor_name"),
                row.uuidOrNull("subject_id"),
                row.textOrNull("subject_name"),
                row.text("detail"),
                row.textOrNull("request_id"));
    }
}
