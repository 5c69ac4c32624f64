package dev.colophon.shelf;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.database.batch.KeyedStatements;
import dev.colophon.shelf.ShelfListener.Change;
import dev.colophon.shelf.progress.ReadingProgress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The rows of shelves; listeners hear of every change that is written here. Each statement that
 * takes an id from outside takes its owner too.
 */
public final class ShelfRepository {
    /** Stands for an unknown day where days are sorted. */
    private static final LocalDate UNKNOWN_DAY = LocalDate.of(1, 1, 1);

    /** What can change of an entry and what lists are sorted by. */
    private static final Columns CHANGING = ShelfEntry.CHANGING.and("rating_key", "added_key", "updated_at");

    private static final Statement INSERT = Statement.of(
            "shelf.entry-insert",
            CHANGING.and("id", "user_id", "book_id", "title_key", "author_sort_key", "created_at")
                    .insertInto("userbooks"));

    private static final Statement UPDATE = Statement.of(
            "shelf.entry-update",
            "UPDATE userbooks SET " + CHANGING.assignments() + " WHERE id = :id AND user_id = :user_id");

    private static final String SEEN = "id = :id AND user_id = :user_id AND version = :seen";

    /** Waits for nobody: whoever holds the row would hold up all whose changes are written with this one. */
    private static final Statement UPDATE_SEEN = Statement.split(
            "shelf.entry-update-seen",
            "UPDATE userbooks SET " + CHANGING.assignments() + " WHERE id = (SELECT id FROM userbooks WHERE " + SEEN
                    + " FOR NO KEY UPDATE SKIP LOCKED)",
            "UPDATE userbooks SET " + CHANGING.assignments() + " WHERE " + SEEN);

    private static final String FIND =
            "SELECT " + ShelfEntry.COLUMNS.list() + " FROM userbooks WHERE id = :id AND user_id = :user_id";

    /** Holds the row until the transaction ends; on SQLite the transaction holds everything. */
    private static final Statement LOCK = Statement.split("shelf.entry-lock", FIND + " FOR NO KEY UPDATE", FIND);

    private static final Statement OWN =
            Statement.of("shelf.entry-own", "SELECT id FROM userbooks WHERE id = :id AND user_id = :user_id");

    private static final Statement BY_BOOK = Statement.of(
            "shelf.entry-by-book", "SELECT id FROM userbooks WHERE user_id = :user_id AND book_id = :book_id");

    private static final Statement DELETE =
            Statement.of("shelf.entry-delete", "DELETE FROM userbooks WHERE id = :id AND user_id = :user_id");

    private static final KeyedStatements VIEWS = new KeyedStatements(entries -> Statement.of(
            entries == 1 ? "shelf.entry-by-id" : "shelf.entries-by-" + entries + "-ids",
            "SELECT u.user_id, " + EntryView.COLUMNS + " FROM userbooks u JOIN books b ON b.id = u.book_id"
                    + ReadingProgress.JOIN
                    + "WHERE u.id IN " + KeyedStatements.list(entries, ":id_#")
                    + " AND u.user_id IN " + KeyedStatements.list(entries, ":user_id_#")));

    private static final Statement READS = Statement.of(
            "shelf.reads-of-entry", "SELECT " + Read.COLUMNS.list() + " FROM reads WHERE userbook_id = :userbook_id");

    private static final Statement ENTRY_OF_READ = Statement.of("shelf.entry-of-read", """
                    SELECT r.userbook_id FROM reads r JOIN userbooks u ON u.id = r.userbook_id
                    WHERE r.id = :id AND u.user_id = :user_id
                    """);

    private static final Statement INSERT_READ =
            Statement.of("shelf.read-insert", Read.COLUMNS.and("userbook_id").insertInto("reads"));

    private static final Statement UPDATE_READ = Statement.of(
            "shelf.read-update",
            "UPDATE reads SET " + Read.CHANGING.assignments() + " WHERE id = :id AND userbook_id = :userbook_id");

    private static final Statement DELETE_READ =
            Statement.of("shelf.read-delete", "DELETE FROM reads WHERE id = :id AND userbook_id = :userbook_id");

    private static final Comparator<Read> CLOSED_FIRST = Comparator.comparing(Read::isOpen);

    private final List<ShelfListener> listeners;

    public ShelfRepository(List<ShelfListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** An entry that is not on the shelf yet, of a book with these facts. */
    public record NewEntry(ShelfEntry entry, BookDraft book, List<Read> reads) {}

    /** Adds an entry with its reads; a second one of the same book is a violation of the type UNIQUE. */
    public void insert(Session session, ShelfEntry entry, BookDraft book, List<Read> reads, Instant now) {
        insertAll(session, List.of(new NewEntry(entry, book, reads)), now);
    }

    /** The same for many in a few statements; a violation spoils all of them. */
    public void insertAll(Session session, List<NewEntry> added, Instant now) {
        session.executeAll(
                INSERT,
                added.stream()
                        .map(it -> parameters(it.entry(), now)
                                .and("book_id", it.entry().bookId())
                                .and("title_key", it.book().titleKey())
                                .and("author_sort_key", it.book().authorSortKey())
                                .and("created_at", now))
                        .toList());
        session.executeAll(
                INSERT_READ,
                added.stream()
                        .flatMap(it -> it.reads().stream()
                                .sorted(CLOSED_FIRST)
                                .map(read -> read.parameters()
                                        .and("userbook_id", it.entry().id())))
                        .toList());
        added.forEach(it -> tell(session, Change.ADDED, it.entry()));
    }

    /**
     * Writes what became of an entry since it was locked.
     *
     * @return whether anything did
     */
    public boolean update(Session session, ShelfEntry old, ShelfEntry changed, Instant now) {
        if (changed.equals(old)) {
            return false;
        }
        ShelfEntry next = changed.atVersion(old.version() + 1);
        session.execute(UPDATE, parameters(next, now));
        tell(session, Change.CHANGED, next);
        return true;
    }

    /**
     * Writes what became of entries since they were seen.
     *
     * @param changed with the versions that were seen, each entry once
     * @return as they were written; one that was changed meanwhile, is held or is gone is left out
     */
    List<ShelfEntry> updateSeen(Session session, List<ShelfEntry> changed, Instant now) {
        List<ShelfEntry> written = new ArrayList<>();
        List<Integer> touched = session.executeAll(
                UPDATE_SEEN,
                changed.stream()
                        .map(entry -> parameters(entry.touched(), now).and("seen", entry.version()))
                        .toList());
        for (int index = 0; index < changed.size(); index++) {
            if (touched.get(index) == 1) {
                written.add(changed.get(index).touched());
            }
        }
        written.forEach(entry -> tell(session, Change.CHANGED, entry));
        return written;
    }

    private static Parameters parameters(ShelfEntry entry, Instant now) {
        Rating rating = entry.facts().rating();
        return entry.parameters()
                .and("rating_key", rating == null ? 0 : rating.quarters())
                .and("added_key", Objects.requireNonNullElse(entry.facts().addedOn(), UNKNOWN_DAY))
                .and("updated_at", now);
    }

    /** The reader's entry, which nobody else can change until the transaction ends. */
    public Optional<ShelfEntry> lock(Session session, UUID userId, UUID id) {
        return session.first(LOCK, ShelfEntry::of, key(userId, id));
    }

    boolean isOwn(Session session, UUID userId, UUID id) {
        return session.first(OWN, row -> row.uuid("id"), key(userId, id)).isPresent();
    }

    Optional<UUID> idByBook(Session session, UUID userId, UUID bookId) {
        return session.first(
                BY_BOOK, row -> row.uuid("id"), Parameters.of("user_id", userId).and("book_id", bookId));
    }

    void delete(Session session, ShelfEntry entry) {
        tell(session, Change.REMOVED, entry);
        session.execute(DELETE, key(entry.userId(), entry.id()));
    }

    /** An entry and whose it shall be. */
    record Own(UUID userId, UUID id) {}

    Optional<EntryView> view(Session session, UUID userId, UUID id) {
        Own own = new Own(userId, id);
        return Optional.ofNullable(views(session, Set.of(own)).get(own));
    }

    /** Those of these entries that are there and their reader's own. */
    Map<Own, EntryView> views(Session session, Set<Own> entries) {
        return VIEWS.read(
                session,
                entries,
                (own, index) -> Parameters.of("id_" + index, own.id()).and("user_id_" + index, own.userId()),
                // whose it is decides here, for the list of owners is not one of pairs
                row -> Map.entry(new Own(row.uuid("user_id"), row.uuid("id")), EntryView.of(row)));
    }

    /** Where the reader stands with an entry. */
    public Standing standing(Session session, ShelfEntry entry) {
        return new Standing(entry.status(), reads(session, entry.id()));
    }

    /** Writes the reads of another standing; the entry that is returned is still to be written. */
    public ShelfEntry restand(Session session, ShelfEntry entry, Standing old, Standing changed, Instant now) {
        if (changed.equals(old)) {
            return entry;
        }
        saveReads(session, entry.id(), old.reads(), changed.reads());
        return entry.with(changed.status(), now).touched();
    }

    private List<Read> reads(Session session, UUID entryId) {
        return session.list(READS, Read::of, Parameters.of("userbook_id", entryId));
    }

    Optional<UUID> entryOfRead(Session session, UUID userId, UUID readId) {
        return session.first(ENTRY_OF_READ, row -> row.uuid("userbook_id"), key(userId, readId));
    }

    /** Writes the difference between two lists of reads; what closes goes before what opens. */
    private void saveReads(Session session, UUID entryId, List<Read> old, List<Read> changed) {
        for (Read read : old) {
            if (!isIn(changed, read)) {
                session.execute(DELETE_READ, Parameters.of("id", read.id()).and("userbook_id", entryId));
            }
        }
        changed.stream()
                .sorted(CLOSED_FIRST)
                .filter(read -> !old.contains(read))
                .forEach(read -> session.execute(
                        isIn(old, read) ? UPDATE_READ : INSERT_READ,
                        read.parameters().and("userbook_id", entryId)));
    }

    private static boolean isIn(List<Read> reads, Read wanted) {
        return reads.stream().anyMatch(read -> read.id().equals(wanted.id()));
    }

    private static Parameters key(UUID userId, UUID id) {
        return Parameters.of("id", id).and("user_id", userId);
    }

    private void tell(Session session, Change change, ShelfEntry entry) {
        listeners.forEach(listener -> listener.changed(session, change, entry));
    }
}
