package dev.colophon.shelf;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.json.Json;
import dev.colophon.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reader's entry of a book, without its reads.
 *
 * @param tags ordered by their keys
 * @param version counts its changes, those of its reads too
 */
public record ShelfEntry(
        UUID id,
        UUID userId,
        UUID bookId,
        Status status,
        EntryFacts facts,
        List<String> tags,
        @Nullable Instant reviewedAt,
        Instant statusChangedAt,
        long version) {

    /** What can change. */
    static final Columns CHANGING =
            EntryFacts.COLUMNS.and("status", "tag_names", "reviewed_at", "status_changed_at", "version");

    public static final Columns COLUMNS = CHANGING.and("id", "user_id", "book_id");

    /** A new entry; it has what was wanted and no reads yet. */
    public static ShelfEntry create(UUID userId, UUID bookId, Status status, EntryFacts facts, Instant now) {
        return new ShelfEntry(
                Ids.next(), userId, bookId, status, facts, List.of(), facts.review() == null ? null : now, now, 1);
    }

    /** From a row with {@link #COLUMNS}. */
    public static ShelfEntry of(Row row) {
        return new ShelfEntry(
                row.uuid("id"),
                row.uuid("user_id"),
                row.uuid("book_id"),
                row.constant("status", Status.class),
                EntryFacts.of(row),
                List.of(new RawJson(row.text("tag_names")).as(String[].class)),
                row.instantOrNull("reviewed_at"),
                row.instant("status_changed_at"),
                row.number("version"));
    }

    /** What can change, and whose it is. */
    Parameters parameters() {
        return facts.parameters()
                .and("status", status)
                .and("tag_names", Json.writeText(tags))
                .and("reviewed_at", reviewedAt)
                .and("status_changed_at", statusChangedAt)
                .and("version", version)
                .and("id", id)
                .and("user_id", userId);
    }

    public ShelfEntry with(EntryFacts changed, Instant now) {
        boolean reviewed = !Objects.equals(facts.review(), changed.review());
        Instant at = reviewed ? (changed.review() == null ? null : now) : reviewedAt;
        return new ShelfEntry(id, userId, bookId, status, changed, tags, at, statusChangedAt, version);
    }

    public ShelfEntry with(Status changed, Instant now) {
        Instant at = changed == status ? statusChangedAt : now;
        return new ShelfEntry(id, userId, bookId, changed, facts, tags, reviewedAt, at, version);
    }

    public ShelfEntry with(List<String> changed) {
        return new ShelfEntry(id, userId, bookId, status, facts, changed, reviewedAt, statusChangedAt, version);
    }

    /** The same after a change of what hangs on it. */
    public ShelfEntry touched() {
        return atVersion(version + 1);
    }

    ShelfEntry atVersion(long changed) {
        return new ShelfEntry(id, userId, bookId, status, facts, tags, reviewedAt, statusChangedAt, changed);
    }
}
