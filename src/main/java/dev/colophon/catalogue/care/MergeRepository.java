package dev.colophon.catalogue.care;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of merges, and what of a book is in no draft: its cover and more numbers. */
final class MergeRepository {
    private static final Columns COLUMNS =
            Columns.of("id", "kept_book_id", "removed_book_id", "merged_by", "record", "merged_at", "undone_at");

    private static final String SELECTED = "SELECT " + COLUMNS.list() + " FROM book_merges WHERE ";

    private static final Statement INSERT = Statement.of("catalogue.merge-insert", COLUMNS.insertInto("book_merges"));

    private static final Statement FIND = Statement.of("catalogue.merge-by-id", SELECTED + "id = :id");

    private static final Statement LIST = Statement.of("catalogue.merges", SELECTED + """
                    (merged_at, id) < (:before, :before_id) ORDER BY merged_at DESC, id DESC LIMIT :limit
                    """);

    private static final Statement UNDO = Statement.of("catalogue.merge-undo", """
                    UPDATE book_merges SET undone_at = :undone_at WHERE id = :id AND undone_at IS NULL
                    """);

    private static final Statement REST =
            Statement.of("catalogue.book-rest", "SELECT cover_id, created_at FROM books WHERE id = :id");

    /** A picture that was swept meanwhile is no cover any more. */
    private static final Statement SET_COVER = Statement.of("catalogue.book-set-cover", """
                    UPDATE books SET cover_id = (SELECT p.id FROM pictures p WHERE p.id = :cover_id) WHERE id = :id
                    """);

    private static final Statement IDENTIFIERS = Statement.of(
            "catalogue.book-identifiers", "SELECT scheme, value FROM book_identifiers WHERE book_id = :book_id");

    private static final Statement ADD_IDENTIFIER = Statement.of(
            "catalogue.book-identifier-add",
            Columns.of("scheme", "value", "book_id").insertInto("book_identifiers")
                    + " ON CONFLICT (scheme, value) DO NOTHING");

    private static final Statement REMOVE_IDENTIFIER = Statement.of("catalogue.book-identifier-remove", """
                    DELETE FROM book_identifiers WHERE scheme = :scheme AND value = :value AND book_id = :book_id
                    """);

    /** After every merge. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** A merge with what undoing it needs. */
    record Stored(BookMerge merge, MergeRecord record) {
        private static Stored of(Row row) {
            MergeRecord record = new RawJson(row.text("record")).as(MergeRecord.class);
            var merge = new BookMerge(
                    row.uuid("id"),
                    row.uuid("kept_book_id"),
                    record.kept().facts().title(),
                    row.uuid("removed_book_id"),
                    record.removed().facts().title(),
                    row.uuidOrNull("merged_by"),
                    row.instant("merged_at"),
                    row.instantOrNull("undone_at"));
            return new Stored(merge, record);
        }
    }

    /** The rest of a book's row. */
    record Rest(@Nullable UUID coverId, Instant createdAt) {}

    void insert(Session session, BookMerge merge, MergeRecord record) {
        session.execute(
                INSERT,
                Parameters.of("id", merge.id())
                        .and("kept_book_id", merge.keptBookId())
                        .and("removed_book_id", merge.removedBookId())
                        .and("merged_by", merge.mergedBy())
                        .and("record", Json.writeText(record))
                        .and("merged_at", merge.mergedAt())
                        .and("undone_at", null));
    }

    Optional<Stored> find(Session session, UUID id) {
        return session.first(FIND, Stored::of, Parameters.of("id", id));
    }

    /** Newest first. */
    List<BookMerge> list(Session session, List<String> before, int limit) {
        Parameters place = Parameters.of("before", before.isEmpty() ? LAST : Instant.parse(before.get(0)))
                .and("before_id", before.isEmpty() ? Ids.LAST : UUID.fromString(before.get(1)))
                .and("limit", limit);
        return session.list(LIST, row -> Stored.of(row).merge(), place);
    }

    /** Notes that it is undone; false when it is already. */
    boolean undo(Session session, UUID id, Instant now) {
        return session.execute(UNDO, Parameters.of("id", id).and("undone_at", now)) == 1;
    }

    Rest rest(Session session, UUID book) {
        return session.first(
                        REST,
                        row -> new Rest(row.uuidOrNull("cover_id"), row.instant("created_at")),
                        Parameters.of("id", book))
                .orElseThrow();
    }

    void setCover(Session session, UUID book, @Nullable UUID cover) {
        session.execute(SET_COVER, Parameters.of("id", book).and("cover_id", cover));
    }

    List<MergeRecord.Identifier> identifiers(Session session, UUID book) {
        return session.list(
                IDENTIFIERS,
                row -> new MergeRecord.Identifier(row.text("scheme"), row.text("value")),
                Parameters.of("book_id", book));
    }

    /** Lets a book be found by more than its facts show. */
    void addIdentifiers(Session session, UUID book, List<MergeRecord.Identifier> identifiers) {
        identifiers.forEach(one -> session.execute(ADD_IDENTIFIER, parameters(book, one)));
    }

    void removeIdentifiers(Session session, UUID book, List<MergeRecord.Identifier> identifiers) {
        identifiers.forEach(one -> session.execute(REMOVE_IDENTIFIER, parameters(book, one)));
    }

    private static Parameters parameters(UUID book, MergeRecord.Identifier one) {
        return Parameters.of("scheme", one.scheme()).and("value", one.value()).and("book_id", book);
    }
}
