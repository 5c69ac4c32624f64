package dev.colophon.shelf.union;

import dev.colophon.catalogue.Book;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that follow a book, and the record of it. */
final class UnionRepository {
    private static final Statement PAIRS = Statement.of("shelf.union-pairs", """
                    SELECT f.user_id, f.id AS from_id, i.id AS into_id FROM userbooks f
                    JOIN userbooks i ON i.user_id = f.user_id AND i.book_id = :into
                    WHERE f.book_id = :from ORDER BY f.id
                    """);

    private static final String FOLLOW =
            "UPDATE userbooks SET book_id = :into, title_key = :title_key, author_sort_key = :author_sort_key,"
                    + " version = version + 1 WHERE book_id = :from";

    private static final Statement FOLLOW_ALL = Statement.of("shelf.entries-follow", FOLLOW + " RETURNING id, user_id");

    private static final Statement FOLLOW_ONE = Statement.of("shelf.entry-follows", FOLLOW + " AND id = :id");

    private static final Statement INSERT_RECORD = Statement.of(
            "shelf.merged-entry-insert",
            Columns.of("merge_id", "userbook_id", "user_id", "record").insertInto("merged_entries"));

    private static final Statement RECORDS = Statement.of("shelf.merged-entries", """
                    SELECT userbook_id, user_id, record FROM merged_entries WHERE merge_id = :merge_id
                    ORDER BY userbook_id
                    """);

    private static final Statement CREATED_AT =
            Statement.of("shelf.entry-created-at", "SELECT created_at FROM userbooks WHERE id = :id");

    private static final Statement SET_CREATED_AT =
            Statement.of("shelf.entry-set-created-at", "UPDATE userbooks SET created_at = :created_at WHERE id = :id");

    private static final Statement DELETE =
            Statement.of("shelf.entry-remove-united", "DELETE FROM userbooks WHERE id = :id");

    /** A reader who has both books. */
    record Pair(UUID userId, UUID fromId, UUID intoId) {
        private static Pair of(Row row) {
            return new Pair(row.uuid("user_id"), row.uuid("from_id"), row.uuid("into_id"));
        }
    }

    /**
     * What became of one entry of the book that went.
     *
     * @param record null when it moved and nothing else
     */
    record Followed(UUID entryId, UUID userId, @Nullable UnionRecord record) {
        private static Followed of(Row row) {
            String record = row.textOrNull("record");
            return new Followed(
                    row.uuid("userbook_id"),
                    row.uuid("user_id"),
                    record == null ? null : new RawJson(record).as(UnionRecord.class));
        }
    }

    List<Pair> pairs(Session session, UUID from, UUID into) {
        return session.list(PAIRS, Pair::of, Parameters.of("from", from).and("into", into));
    }

    /** Lets every entry of a book be one of another. */
    List<Followed> followAll(Session session, Book from, Book into) {
        return session.list(
                FOLLOW_ALL, row -> new Followed(row.uuid("id"), row.uuid("user_id"), null), follow(from, into));
    }

    /** Lets one entry follow; nothing happens when it is not of that book any more. */
    void follow(Session session, UUID entry, Book from, Book into) {
        session.execute(FOLLOW_ONE, follow(from, into).and("id", entry));
    }

    private static Parameters follow(Book from, Book into) {
        return Parameters.of("from", from.id())
                .and("into", into.id())
                .and("title_key", into.facts().titleKey())
                .and("author_sort_key", into.facts().authorSortKey());
    }

    void record(Session session, UUID merge, Followed one) {
        session.execute(
                INSERT_RECORD,
                Parameters.of("merge_id", merge)
                        .and("userbook_id", one.entryId())
                        .and("user_id", one.userId())
                        .and("record", one.record() == null ? null : Json.writeText(one.record())));
    }

    List<Followed> followed(Session session, UUID merge) {
        return session.list(RECORDS, Followed::of, Parameters.of("merge_id", merge));
    }

    Instant createdAt(Session session, UUID entry) {
        return session.first(CREATED_AT, row -> row.instant("created_at"), Parameters.of("id", entry))
                .orElseThrow();
    }

    void setCreatedAt(Session session, UUID entry, Instant at) {
        session.execute(SET_CREATED_AT, Parameters.of("id", entry).and("created_at", at));
    }

    void delete(Session session, UUID entry) {
        session.execute(DELETE, Parameters.of("id", entry));
    }
}
