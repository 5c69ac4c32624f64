package dev.colophon.shelf;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.shelf.intake.ShelfDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of shelves. Each statement that takes an id from outside takes its owner too. */
public final class ShelfRepository {
    /** Stands for an unknown day where days are sorted. */
    static final LocalDate UNKNOWN_DAY = LocalDate.of(1, 1, 1);

    private static final Statement INSERT = Statement.of("shelf.userbook-insert", """
                    INSERT INTO userbooks (status, format, ownership, copies, location, lent_to,
                        rating, review, review_spoiler, reviewed_at, favourite, private_note,
                        added_on, status_changed_at, tag_names, rating_key, added_key, updated_at,
                        id, user_id, book_id, title_key, author_sort_key, created_at, version)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                        1)
                    """);

    private static final Statement UPDATE = Statement.of("shelf.userbook-update", """
                    UPDATE userbooks SET status = ?, format = ?, ownership = ?, copies = ?,
                        location = ?, lent_to = ?, rating = ?, review = ?, review_spoiler = ?,
                        reviewed_at = ?, favourite = ?, private_note = ?, added_on = ?,
                        status_changed_at = ?, tag_names = ?, rating_key = ?, added_key = ?,
                        updated_at = ?, version = version + 1
                    WHERE id = ? AND user_id = ?
                    """);

    private static final String FIND = "SELECT " + UserBook.COLUMNS + " FROM userbooks WHERE id = ? AND user_id = ?";

    /** Holds the row until the transaction ends; on SQLite the transaction holds everything. */
    private static final Statement LOCK = Statement.split("shelf.userbook-lock", FIND + " FOR NO KEY UPDATE", FIND);

    private static final Statement BY_BOOK =
            Statement.of("shelf.userbook-by-book", "SELECT id FROM userbooks WHERE user_id = ? AND book_id = ?");

    private static final Statement DELETE =
            Statement.of("shelf.userbook-delete", "DELETE FROM userbooks WHERE id = ? AND user_id = ?");

    private static final Statement ENTRY = Statement.of(
            "shelf.shelf-entry",
            "SELECT "
                    + ShelfEntry.COLUMNS
                    + " FROM userbooks u JOIN books b ON b.id = u.book_id"
                    + " WHERE u.id = ? AND u.user_id = ?");

    private static final Statement READS = Statement.of("shelf.reads-of-userbook", """
                    SELECT id, started_on, finished_on, outcome, source FROM reads
                    WHERE userbook_id = ?
                    """);

    private static final Statement ENTRY_OF_READ = Statement.of("shelf.userbook-of-read", """
                    SELECT r.userbook_id FROM reads r JOIN userbooks u ON u.id = r.userbook_id
                    WHERE r.id = ? AND u.user_id = ?
                    """);

    private static final Statement INSERT_READ = Statement.of("shelf.read-insert", """
                    INSERT INTO reads (started_on, finished_on, outcome, source, id, userbook_id)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """);

    private static final Statement UPDATE_READ = Statement.of("shelf.read-update", """
                    UPDATE reads SET started_on = ?, finished_on = ?, outcome = ?, source = ?
                    WHERE id = ? AND userbook_id = ?
                    """);

    private static final Statement DELETE_READ =
            Statement.of("shelf.read-delete", "DELETE FROM reads WHERE id = ? AND userbook_id = ?");

    /** Adds an entry; a second one of the same book is a violation of the type UNIQUE. */
    public void insert(Session session, UserBook entry, BookDraft book, Instant now) {
        session.execute(
                INSERT,
                values(
                        entry,
                        now,
                        entry.id(),
                        entry.userId(),
                        entry.bookId(),
                        book.titleKey(),
                        book.authorSortKey(),
                        now));
    }

    public void update(Session session, UserBook entry, Instant now) {
        session.execute(UPDATE, values(entry, now, entry.id(), entry.userId()));
    }

    /** The reader's entry, which nobody else can change until the transaction ends. */
    public Optional<UserBook> lock(Session session, UUID userId, UUID id) {
        return session.first(LOCK, UserBook::of, id, userId);
    }

    Optional<UUID> idByBook(Session session, UUID userId, UUID bookId) {
        return session.first(BY_BOOK, row -> row.uuid("id"), userId, bookId);
    }

    /** Whether there was such an entry. */
    boolean delete(Session session, UUID userId, UUID id) {
        return session.execute(DELETE, id, userId) > 0;
    }

    Optional<ShelfEntry> entry(Session session, UUID userId, UUID id) {
        return session.first(ENTRY, row -> ShelfEntry.of(row, reads(session, id)), id, userId);
    }

    public List<Read> reads(Session session, UUID userbookId) {
        return session.list(READS, ShelfRepository::read, userbookId);
    }

    Optional<UUID> entryOfRead(Session session, UUID userId, UUID readId) {
        return session.first(ENTRY_OF_READ, row -> row.uuid("userbook_id"), readId, userId);
    }

    /** Writes the difference between two lists of reads; what closes goes before what opens. */
    public void saveReads(Session session, UUID userbookId, List<Read> old, List<Read> changed) {
        for (Read read : old) {
            if (changed.stream().noneMatch(kept -> kept.id().equals(read.id()))) {
                session.execute(DELETE_READ, read.id(), userbookId);
            }
        }
        changed.stream()
                .sorted(java.util.Comparator.comparing(Read::isOpen))
                .filter(read -> !old.contains(read))
                .forEach(read -> {
                    boolean known = old.stream().anyMatch(o -> o.id().equals(read.id()));
                    session.execute(
                            known ? UPDATE_READ : INSERT_READ,
                            read.startedOn(),
                            read.finishedOn(),
                            read.outcome(),
                            read.source(),
                            read.id(),
                            userbookId);
                });
    }

    private static Read read(Row row) {
        return new Read(
                row.uuid("id"),
                row.dateOrNull("started_on"),
                row.dateOrNull("finished_on"),
                row.constantOrEmpty("outcome", ShelfDraft.Outcome.class).orElse(null),
                row.constant("source", Read.Source.class));
    }

    private static @Nullable Object[] values(UserBook entry, Instant now, @Nullable Object... more) {
        UserBook.Facts facts = entry.facts();
        @Nullable
        Object[] values = {
            entry.status(),
            facts.format(),
            facts.ownership(),
            facts.copies(),
            facts.location(),
            facts.lentTo(),
            facts.rating(),
            facts.review(),
            facts.reviewSpoiler(),
            entry.reviewedAt(),
            facts.favourite(),
            facts.privateNote(),
            facts.addedOn(),
            entry.statusChangedAt(),
            Json.writeText(entry.tags()),
            Objects.requireNonNullElse(facts.rating(), 0),
            Objects.requireNonNullElse(facts.addedOn(), UNKNOWN_DAY),
            now
        };
        @Nullable Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, all, values.length, more.length);
        return all;
    }
}
