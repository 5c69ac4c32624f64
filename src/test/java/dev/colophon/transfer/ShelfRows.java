package dev.colophon.transfer;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.UUID;

/** Two readers and one book on a shelf, for tests that play the shelf themselves. */
final class ShelfRows {
    static final UUID READER = UUID.fromString("0190b0de-0000-7000-8000-000000000001");
    static final UUID OTHER_READER = UUID.fromString("0190b0de-0000-7000-8000-000000000002");
    static final UUID USERBOOK = UUID.fromString("0190b0de-0000-7000-8000-000000000004");

    static final Statement RENAME = Statement.of("test.rename", "UPDATE books SET title = :title");
    static final Statement BROKEN_INSERT = Statement.of("test.broken-insert", "UPDATE books SET page_count = -1");

    private static final Statement MARKS = Statement.of("test.marks", "SELECT name FROM series WHERE name = :name");
    private static final Statement MARK =
            Statement.of("test.mark", "INSERT INTO series (id, name, name_key) VALUES (:id, :name, :name_key)");

    private static final String NOW = "'2026-01-01T00:00:00.000000Z'";
    private static final String BOOK = "'0190b0de-0000-7000-8000-000000000003'";

    private ShelfRows() {}

    static void insert(TestDatabase test) {
        user(test, READER, "mary");
        user(test, OTHER_READER, "paul");
        test.run(("INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key,"
                        + " contributors, series, identifiers, version, created_at, updated_at) VALUES"
                        + " (%s, 'A Book', 'a book', '', '', '', '[]', '[]', '{}', 1, %s, %s)")
                .formatted(BOOK, NOW, NOW));
        String no = test.engine() == Engine.SQLITE ? "0" : "false";
        test.run(("INSERT INTO userbooks (id, user_id, book_id, status, ownership, copies,"
                        + " review_spoiler, favourite, status_changed_at, tag_names, title_key,"
                        + " author_sort_key, rating_key, added_key, version, created_at, updated_at)"
                        + " VALUES ('%s', '%s', %s, 'want', 'none', 0, %s, %s, %s, '[]', 'a book', '',"
                        + " 0, '0001-01-01', 1, %s, %s)")
                .formatted(USERBOOK, READER, BOOK, no, no, NOW, NOW, NOW));
    }

    private static void user(TestDatabase test, UUID id, String name) {
        test.run(("INSERT INTO users (id, username, username_key, password_hash, display_name, role,"
                        + " visibility, token_epoch, created_at, updated_at) VALUES ('%s', '%s', '%s',"
                        + " '-', '%s', 'user', 'private', 0, %s, %s)")
                .formatted(id, name, name, name, NOW, NOW));
    }

    /** Knows a book again only if it was put down in the same or a committed transaction. */
    static final class InTransaction {
        Intake.Result take(Session session, UUID user, BookDraft book, ShelfDraft shelf) {
            Parameters name = Parameters.of("name", book.title());
            boolean known = session.first(MARKS, row -> row.text("name"), name).isPresent();
            if (!known) {
                session.execute(MARK, name.and("id", UUID.randomUUID()).and("name_key", book.title()));
            }
            return new Intake.Result(
                    known ? Intake.Outcome.UNCHANGED : Intake.Outcome.CREATED, USERBOOK, List.of(), null);
        }
    }
}
