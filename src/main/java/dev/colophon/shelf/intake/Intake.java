package dev.colophon.shelf.intake;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookMatch;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.catalogue.bulk.NewBooks;
import dev.colophon.catalogue.doubt.Doubt;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.ShelfRepository;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.TagRepository;
import dev.colophon.text.TextKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts drafts from outside on a reader's shelf: matches the book (identifier, then ISBN, then exact
 * normalised title and first author, else a new book), then fills gaps only. It never overwrites
 * what the reader has and never moves a finished book back to reading. No date is invented: what
 * the draft does not know stays unknown.
 */
public final class Intake {
    private final Clock clock;
    private final BookMatch match;
    private final ShelfRepository shelves;
    private final NewEntries newEntries;
    private final TagRepository tags = new TagRepository();

    /**
     * @param listeners hear of every change
     */
    public Intake(Database database, Clock clock, List<ShelfListener> listeners) {
        this.clock = clock;
        this.shelves = new ShelfRepository(listeners);
        BookRepository books = new BookRepository(database);
        this.match = new BookMatch(books);
        this.newEntries = new NewEntries(new NewBooks(books), shelves);
    }

    /** What became of a draft. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /**
     * @param notes what was left out or changed on the way in, one sentence each
     * @param trace what was done to the entry; null when that was nothing
     */
    public record Result(
            Outcome outcome,
            UUID entryId,
            List<String> notes,
            @Nullable Trace trace) {
        /** Of an entry that was added. */
        static Result created(UUID entryId, long version, boolean bookAdded) {
            return new Result(Outcome.CREATED, entryId, List.of(), Trace.created(version, bookAdded));
        }

        Result with(List<String> changed) {
            return new Result(outcome, entryId, changed, trace);
        }
    }

    /**
     * Takes one draft inside the caller's transaction. When another import adds the same book at
     * the same moment this is a {@link dev.colophon.database.connection.ConstraintViolation} of the type
     * UNIQUE: the transaction is lost, and a second try finds that book.
     *
     * @throws DoubtfulBook when a silent choice of the book might mix two
     */
    public Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf) {
        BookMatch.Found found = match.find(session, userId, book);
        Doubt.of(found).ifPresent(doubt -> {
            throw new DoubtfulBook(doubt);
        });
        return take(session, userId, shelf, match.takeOrAdd(session, userId, found, clock.instant()));
    }

    /**
     * Takes a draft as somebody said which book it means.
     *
     * @param bookId null for a book that is added although others may be it
     * @return empty when the book is not there any more
     */
    public Optional<Result> takeAs(Session session, UUID userId, Draft draft, @Nullable UUID bookId) {
        Instant now = clock.instant();
        Optional<BookMatch.Match> chosen = bookId == null
                ? Optional.of(match.add(session, userId, draft.book(), now))
                : match.take(session, userId, draft.book(), bookId, now);
        return chosen.map(found -> take(session, userId, draft.shelf(), found));
    }

    private Result take(Session session, UUID userId, ShelfDraft shelf, BookMatch.Match found) {
        List<String> notes = new ArrayList<>();
        Standing given = StandingMerge.standing(shelf, notes);
        if (found.entryId() == null) {
            return create(session, userId, found, shelf, given).with(notes);
        }
        ShelfEntry entry = shelves.lock(session, userId, found.entryId()).orElseThrow(Problem::notFound);
        Trace trace = fill(session, entry, shelf, given, notes);
        boolean changed = trace != null || found.changed();
        return new Result(changed ? Outcome.UPDATED : Outcome.UNCHANGED, entry.id(), notes, trace);
    }

    /** What another system says of one book of a reader. */
    public record Draft(BookDraft book, ShelfDraft shelf) {}

    /**
     * Takes those of many drafts whose book nobody has yet, in a few statements; the others are left to {@link #take},
     * after these. It ends as {@link #take} does for each, and a failure spoils all of them.
     *
     * @return what became of the drafts that were taken, by their place in the list
     */
    public Map<Integer, Result> takeNew(Session session, UUID userId, List<Draft> drafts) {
        return newEntries.take(session, userId, drafts, clock.instant());
    }

    private Result create(Session session, UUID userId, BookMatch.Match found, ShelfDraft shelf, Standing given) {
        Instant now = clock.instant();
        List<String> names = shelf.tags().stream().map(ShelfDraft.Tag::name).toList();
        ShelfEntry entry = ShelfEntry.create(userId, found.bookId(), given.status(), shelf.facts(), now)
                .with(TagRepository.merge(names, List.of()));
        shelves.insert(session, entry, found.facts(), given.reads(), now);
        boolean respelt = shelves.update(session, entry, tagged(session, entry, shelf.tags()), now);
        return Result.created(entry.id(), entry.version() + (respelt ? 1 : 0), found.added());
    }

    private @Nullable Trace fill(
            Session session, ShelfEntry entry, ShelfDraft shelf, Standing given, List<String> notes) {
        Instant now = clock.instant();
        Standing standing = shelves.standing(session, entry);
        Standing merged = StandingMerge.merge(standing, given, notes);
        ShelfEntry filled = shelves.restand(session, entry, standing, merged, now)
                .with(entry.facts().orElse(shelf.facts()), now);
        boolean changed = shelves.update(session, entry, tagged(session, filled, missing(entry, shelf)), now);
        return changed ? Trace.changed(entry, standing) : null;
    }

    private static List<ShelfDraft.Tag> missing(ShelfEntry entry, ShelfDraft shelf) {
        Set<String> keys = entry.tags().stream().map(TextKey::of).collect(Collectors.toSet());
        return shelf.tags().stream()
                .filter(tag -> !keys.contains(TextKey.of(tag.name())))
                .limit(Math.max(0, TagRepository.MAX_TAGS - keys.size()))
                .toList();
    }

    private ShelfEntry tagged(Session session, ShelfEntry entry, List<ShelfDraft.Tag> more) {
        ShelfEntry tagged = entry;
        for (ShelfDraft.Tag tag : more) {
            tagged = tags.add(session, tagged, tag.name(), tag.position());
        }
        return tagged;
    }
}
