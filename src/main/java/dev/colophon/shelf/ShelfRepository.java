package dev.colophon.shelf;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.database.batch.KeyedStatements;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.ShelfListener.Change;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.EntityTag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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

    /** Waits for nobody: whoever holds one row would hold up all whose changes are made with it. */
    private static final KeyedStatements HOLD = new KeyedStatements(ShelfRepository::hold);

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

    private static Statement hold(int entries) {
        String find = "SELECT u.user_id, u.id FROM userbooks u WHERE u.id IN " + KeyedStatements.list(entries, ":id_#")
                + " AND u.user_id IN " + KeyedStatements.list(entries, ":user_id_#");
        return Statement.split("shelf.entries-hold-" + entries, find + " FOR NO KEY UPDATE SKIP LOCKED", find);
    }

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
        for (NewEntry it : added) {
            tell(session, Change.ADDED, it.entry());
            listeners.forEach(listener -> listener.reread(session, it.entry(), List.of(), it.reads()));
        }
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
        tellChanged(session, old, next);
        return true;
    }

    /** A change that is made with those of others; equal to itself alone. */
    static final class FactChange {
        private final Own own;
        private final OptionalLong version;
        private final UnaryOperator<EntryFacts> change;

        FactChange(Own own, OptionalLong version, UnaryOperator<EntryFacts> change) {
            this.own = own;
            this.version = version;
            this.change = change;
        }

        UUID id() {
            return own.id();
        }

        /** Empty when it is refused, which it is told when it is made alone. */
        private Optional<ShelfEntry> of(ShelfEntry entry, Instant now) {
            try {
                EntityTag.demand(version, entry.version());
                return Optional.of(entry.with(change.apply(entry.facts()), now));
            } catch (Problem refused) {
                return Optional.empty();
            }
        }
    }

    /**
     * Makes changes of facts, those of one entry one after the other, and writes the entry once.
     *
     * @return the entry after each change; without those that are refused, whose entry is held by others or not there
     */
    Map<FactChange, EntryView> change(Session session, Set<FactChange> wanted, Instant moment) {
        // as the databases keep it, so that what is answered is what is found later
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        Map<Own, EntryView> views =
                held(session, wanted.stream().map(it -> it.own).collect(Collectors.toSet()));
        Map<FactChange, EntryView> answers = new HashMap<>();
        List<Changed> changes = new ArrayList<>();
        for (FactChange one : wanted) {
            EntryView view = views.get(one.own);
            ShelfEntry entry = view == null ? null : view.entry(one.own.userId());
            ShelfEntry next = entry == null ? null : one.of(entry, now).orElse(null);
            if (view != null && entry != null && next != null) {
                boolean same = next.equals(entry);
                EntryView answer = same ? view : view.with(next.touched(), now);
                answers.put(one, answer);
                views.put(one.own, answer);
                if (!same) {
                    changes.add(new Changed(entry, next.touched()));
                }
            }
        }
        write(session, changes, now);
        return answers;
    }

    private record Changed(ShelfEntry old, ShelfEntry entry) {}

    private void write(Session session, List<Changed> changes, Instant now) {
        Map<UUID, Parameters> rows = new LinkedHashMap<>();
        changes.forEach(one -> rows.put(one.entry().id(), parameters(one.entry(), now)));
        session.executeAll(UPDATE, List.copyOf(rows.values()));
        changes.forEach(one -> tellChanged(session, one.old(), one.entry()));
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

    /** Removes an entry with all that hangs on it. */
    public void delete(Session session, ShelfEntry entry) {
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
        // whose it is decides here, for the list of owners is not one of pairs
        return VIEWS.read(session, entries, ShelfRepository::key, row -> Map.entry(own(row), EntryView.of(row)));
    }

    /** The same of those that nobody else holds, and nobody can change them until the transaction ends. */
    private Map<Own, EntryView> held(Session session, Set<Own> entries) {
        Map<Own, Own> held = HOLD.read(session, entries, ShelfRepository::key, row -> Map.entry(own(row), own(row)));
        held.keySet().retainAll(entries);
        return held.isEmpty() ? Map.of() : views(session, held.keySet());
    }

    private static Own own(Row row) {
        return new Own(row.uuid("user_id"), row.uuid("id"));
    }

    private static Parameters key(Own own, int index) {
        return Parameters.of("id_" + index, own.id()).and("user_id_" + index, own.userId());
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
        listeners.forEach(listener -> listener.reread(session, entry, old.reads(), changed.reads()));
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

    void tellProgress(Session session, ShelfEntry entry, UUID read, Instant reachedAt) {
        listeners.forEach(listener -> listener.progressed(session, entry, read, reachedAt));
    }

    void tellProgressLost(Session session, ShelfEntry entry, UUID read) {
        listeners.forEach(listener -> listener.progressLost(session, entry, read));
    }

    private void tellChanged(Session session, ShelfEntry old, ShelfEntry entry) {
        tell(session, Change.CHANGED, entry);
        listeners.forEach(listener -> listener.restated(session, old, entry));
    }

    private void tell(Session session, Change change, ShelfEntry entry) {
        listeners.forEach(listener -> listener.changed(session, change, entry));
    }
}
