package dev.colophon.shelf;

import dev.colophon.account.Accounts;
import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookMatch;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.catalogue.Isbn;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.database.batch.BatchedCalls;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.ShelfRepository.FactChange;
import dev.colophon.shelf.ShelfRepository.Own;
import dev.colophon.text.FieldRules;
import dev.colophon.text.TextKey;
import dev.colophon.web.EntityTag;
import dev.colophon.web.Part;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reader does with the shelf, live: here an action without a day happened today. Whoever is
 * not the owner of an entry gets NOT_FOUND, as for an entry that does not exist.
 */
public final class Shelf {
    /** An entry has its lane and a lane one batch at a time, so that no two batches want one entry. */
    private static final int LANES = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Database database;
    private final Clock clock;
    private final ShelfRepository shelves;
    private final TagRepository tags = new TagRepository();
    private final BookRepository books;
    private final BookMatch match;
    private final BatchedCalls<Own, EntryView> views;
    private final List<BatchedCalls<FactChange, EntryView>> lanes;

    /**
     * @param clock its zone decides which day today is for a reader who has set none
     * @param listeners hear of every change
     */
    public Shelf(Database database, Clock clock, List<ShelfListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.books = new BookRepository(database);
        this.match = new BookMatch(books);
        this.shelves = new ShelfRepository(listeners);
        this.views = new BatchedCalls<>(2, entries -> database.read(session -> shelves.views(session, entries)));
        this.lanes = Stream.generate(() -> new BatchedCalls<FactChange, EntryView>(
                        1, wanted -> database.write(session -> shelves.change(session, wanted, clock.instant()))))
                .limit(LANES)
                .toList();
    }

    /** A book for a shelf; exactly one of the three is given. */
    public record Choice(
            @Nullable UUID bookId,
            @Nullable Isbn isbn,
            @Nullable BookDraft draft) {}

    /**
     * When something happened, as a reader says it: a day, "I do not know", or nothing, which means
     * today.
     */
    public record Day(boolean today, @Nullable LocalDate date) {
        public static final Day TODAY = new Day(true, null);
        public static final Day UNKNOWN = new Day(false, null);

        public static Day on(LocalDate date) {
            return new Day(false, date);
        }

        /**
         * The day of a change that is made today; it is no earlier than the start of the read that it ends.
         *
         * @return null when nobody knows
         * @throws Problem of kind INVALID when it cannot be
         */
        public @Nullable LocalDate resolve(LocalDate now, @Nullable LocalDate start) {
            if (today) {
                return start != null && start.isAfter(now) ? start : now;
            }
            demandPast("/on", date, now);
            if (date != null && start != null && date.isBefore(start)) {
                throw Problem.invalid("/on", "before_start", "A read cannot end before it was started.");
            }
            return date;
        }

        /** Tomorrow is let through, for it is tomorrow already somewhere. */
        public static void demandPast(String pointer, @Nullable LocalDate date, LocalDate now) {
            var rules = new FieldRules();
            rules.date(pointer, date);
            if (date != null && date.isAfter(now.plusDays(1))) {
                rules.refuse(pointer, "in_future", "This day has not come yet.");
            }
            rules.done();
        }
    }

    /** What a new entry is to be. */
    public record NewEntry(EntryFacts facts, Status status, Day on, List<String> tags) {
        public NewEntry {
            tags = TagRepository.names("/tags", tags);
        }
    }

    /**
     * @param created false when the book was on the shelf already; that entry is left as it is
     */
    public record Added(EntryView entry, boolean created) {}

    /**
     * @param books how many entries have it
     */
    public record TagCount(String name, long books) {}

    /** The day that is today for this reader. */
    public LocalDate today(Caller reader) {
        return LocalDate.ofInstant(clock.instant(), Objects.requireNonNullElse(reader.zone(), clock.getZone()));
    }

    /** The same for whoever is in a session already. */
    public LocalDate today(Session session, UUID reader) {
        return LocalDate.ofInstant(clock.instant(), zone(session, reader));
    }

    /** The zone in which a moment becomes a day for this reader. */
    public ZoneId zone(Session session, UUID reader) {
        return Accounts.zone(session, reader).orElse(clock.getZone());
    }

    public EntryView entry(UUID userId, UUID id) {
        return views.call(new Own(userId, id)).orElseThrow(Problem::notFound);
    }

    /**
     * For what hangs on an entry and is read or written in the same session.
     *
     * @throws Problem of kind NOT_FOUND unless the reader has this entry
     */
    public void demandOwn(Session session, UUID reader, UUID entry) {
        if (!shelves.isOwn(session, reader, entry)) {
            throw Problem.notFound();
        }
    }

    /**
     * The same, and until the transaction ends nobody else changes, unites or removes the entry.
     *
     * @throws Problem of kind NOT_FOUND unless the reader has this entry
     */
    public void holdOwn(Session session, UUID reader, UUID entry) {
        if (shelves.lock(session, reader, entry).isEmpty()) {
            throw Problem.notFound();
        }
    }

    /** The reader's entries of these books, by the book; books that are not on the shelf are not there. */
    public Map<UUID, UUID> entriesOf(UUID userId, Collection<UUID> bookIds) {
        return database.read(session -> {
            Map<UUID, UUID> entries = new HashMap<>();
            for (UUID book : bookIds) {
                shelves.idByBook(session, userId, book).ifPresent(entry -> entries.put(book, entry));
            }
            return entries;
        });
    }

    /** The tags that are in use, ordered by name. */
    public Part<TagCount> tags(UUID userId, List<String> after, int limit) {
        String afterKey = after.isEmpty() ? "" : after.getFirst();
        return Part.of(
                database.read(session -> tags.list(session, userId, afterKey, limit + 1)),
                limit,
                count -> new TagCount(count.name(), count.books()),
                count -> List.of(count.key()));
    }

    /** Puts a book on the shelf, once. */
    public Added add(UUID userId, Choice choice, NewEntry wanted) {
        try {
            return database.write(session -> add(session, userId, choice, wanted));
        } catch (ConstraintViolation violation) {
            if (violation.type() != ConstraintViolation.Type.UNIQUE) {
                throw violation;
            }
            // somebody added the same at the same moment; now it is found
            return database.write(session -> add(session, userId, choice, wanted));
        }
    }

    private Added add(Session session, UUID userId, Choice choice, NewEntry wanted) {
        Instant now = clock.instant();
        Chosen book = choose(session, userId, choice, now);
        UUID existing = shelves.idByBook(session, userId, book.id()).orElse(null);
        if (existing != null) {
            return new Added(entry(session, userId, existing), false);
        }
        Standing standing = Standing.fresh().moveTo(wanted.status(), wanted.on().resolve(today(session, userId), null));
        ShelfEntry entry = ShelfEntry.create(userId, book.id(), standing.status(), wanted.facts(), now)
                .with(TagRepository.merge(wanted.tags(), List.of()));
        shelves.insert(session, entry, book.facts(), standing.reads(), now);
        shelves.update(session, entry, tagged(session, entry, wanted.tags()), now);
        return new Added(entry(session, userId, entry.id()), true);
    }

    private record Chosen(UUID id, BookDraft facts) {
        static Chosen of(Book book) {
            return new Chosen(book.id(), book.facts());
        }
    }

    private Chosen choose(Session session, UUID userId, Choice choice, Instant now) {
        if (choice.draft() != null) {
            BookMatch.Match found = match.findOrAdd(session, userId, choice.draft(), now);
            return new Chosen(found.bookId(), found.facts());
        }
        if (choice.bookId() != null) {
            return books.holdKey(session, choice.bookId())
                    .map(Chosen::of)
                    .orElseThrow(() -> Problem.invalid("/book_id", "unknown", "There is no such book."));
        }
        return Optional.ofNullable(choice.isbn())
                .flatMap(isbn -> books.idByIsbn(session, isbn.isbn13()))
                .flatMap(id -> books.holdKey(session, id))
                .map(Chosen::of)
                .orElseThrow(() -> Problem.invalid(
                        "/isbn",
                        "unknown",
                        "The catalogue has no book with this ISBN; send what you know of it as book."));
    }

    /** Changes what the reader says apart from status, reads and tags. */
    public EntryView changeFacts(UUID userId, UUID id, OptionalLong version, UnaryOperator<EntryFacts> change) {
        var wanted = new FactChange(new Own(userId, id), version, change);
        return together(wanted)
                .orElseGet(() -> change(
                        userId,
                        id,
                        version,
                        (session, held) -> held.with(change.apply(held.facts()), clock.instant())));
    }

    /** Empty when the change has to be made alone: it is refused, the entry is held, or another spoiled the batch. */
    private Optional<EntryView> together(FactChange wanted) {
        try {
            return lanes.get(Math.floorMod(wanted.id().hashCode(), LANES)).call(wanted);
        } catch (RuntimeException failure) {
            if (failure instanceof Problem problem && problem.kind() == Kind.UNAVAILABLE) {
                throw problem;
            }
            LOG.debug("changes that were to be made together failed", failure);
            return Optional.empty();
        }
    }

    /** Takes a book off the shelf, with its reads. */
    public void remove(UUID userId, UUID id, OptionalLong version) {
        database.write(session -> {
            ShelfEntry entry = shelves.lock(session, userId, id).orElseThrow(Problem::notFound);
            EntityTag.demand(version, entry.version());
            shelves.delete(session, entry);
            return id;
        });
    }

    /** Gives an entry a tag; it may have it already. */
    public EntryView tag(UUID userId, UUID id, String name) {
        List<String> names = TagRepository.names("name", List.of(name));
        return change(userId, id, OptionalLong.empty(), (session, entry) -> tagged(session, entry, names));
    }

    /** Takes a tag from an entry; it need not have it. */
    public EntryView untag(UUID userId, UUID id, String name) {
        String key = TextKey.of(name);
        return change(userId, id, OptionalLong.empty(), (session, entry) -> {
            tags.remove(session, entry, key);
            return entry.with(entry.tags().stream()
                    .filter(tag -> !TextKey.of(tag).equals(key))
                    .toList());
        });
    }

    /** The entry that a read belongs to. */
    public UUID entryOfRead(UUID userId, UUID readId) {
        return database.read(session -> shelves.entryOfRead(session, userId, readId))
                .orElseThrow(Problem::notFound);
    }

    /**
     * Changes an entry that nobody else can change meanwhile; listeners hear of it.
     *
     * @param version the version that the caller has seen, if they said so
     */
    public EntryView change(
            UUID userId, UUID id, OptionalLong version, BiFunction<Session, ShelfEntry, ShelfEntry> change) {
        return database.write(session -> {
            ShelfEntry entry = shelves.lock(session, userId, id).orElseThrow(Problem::notFound);
            EntityTag.demand(version, entry.version());
            shelves.update(session, entry, change.apply(session, entry), clock.instant());
            return entry(session, userId, id);
        });
    }

    /** Inside a {@link #change}: changes where the reader stands, and writes the reads. */
    public ShelfEntry restand(Session session, ShelfEntry entry, UnaryOperator<Standing> change) {
        Standing old = shelves.standing(session, entry);
        Standing changed = change.apply(old);
        if (changed.reads().size() > Standing.MAX_READS) {
            throw Problem.invalid("", "too_many", "A book has at most " + Standing.MAX_READS + " reads.");
        }
        return shelves.restand(session, entry, old, changed, clock.instant());
    }

    /** Inside a {@link #change}: lets listeners hear how far the reader has come in a read, and when. */
    public void tellProgress(Session session, ShelfEntry entry, UUID read, Instant reachedAt) {
        shelves.tellProgress(session, entry, read, reachedAt);
    }

    /** Inside a {@link #change}: lets listeners hear that something noted of a read is so no more. */
    public void tellProgressLost(Session session, ShelfEntry entry, UUID read) {
        shelves.tellProgressLost(session, entry, read);
    }

    private ShelfEntry tagged(Session session, ShelfEntry entry, List<String> names) {
        ShelfEntry tagged = entry;
        for (String name : names) {
            tagged = tags.add(session, tagged, name, null);
        }
        return tagged;
    }

    private EntryView entry(Session session, UUID userId, UUID id) {
        return shelves.view(session, userId, id).orElseThrow(Problem::notFound);
    }
}
