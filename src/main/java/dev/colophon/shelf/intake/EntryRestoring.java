package dev.colophon.shelf.intake;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookMatch;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.ShelfRepository;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.TagRepository;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.shelf.copy.EntryCopy.ReadCopy;
import dev.colophon.shelf.copy.EntryCopy.TagCopy;
import dev.colophon.text.TextKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries of an export of ours on a shelf. One that is not there becomes as it was, with its times; of one that
 * is there gaps are filled, as with any other import.
 */
public final class EntryRestoring {
    private final Clock clock;
    private final BookMatch match;
    private final ShelfRepository shelves;
    private final TagRepository tags = new TagRepository();

    /**
     * @param listeners hear of every change
     */
    public EntryRestoring(Database database, Clock clock, List<ShelfListener> listeners) {
        this.clock = clock;
        this.shelves = new ShelfRepository(listeners);
        this.match = new BookMatch(new BookRepository(database));
    }

    /**
     * Takes one entry inside the caller's transaction, as {@link Intake#take} does.
     *
     * @param book with the key that the export calls it by
     * @throws Problem of kind INVALID when it breaks a rule of the shelf
     */
    public Intake.Result take(Session session, UUID userId, BookDraft book, EntryCopy copy) {
        demandRules(copy);
        Standing given = standing(copy);
        List<String> notes = new ArrayList<>();
        BookMatch.Match found = match.findOrAdd(session, userId, book, clock.instant());
        if (found.entryId() == null) {
            return create(session, userId, found, copy, given);
        }
        ShelfEntry entry = shelves.lock(session, userId, found.entryId()).orElseThrow(Problem::notFound);
        Trace trace = fill(session, entry, copy, given, notes);
        boolean changed = trace != null || found.changed();
        return new Intake.Result(changed ? Intake.Outcome.UPDATED : Intake.Outcome.UNCHANGED, entry.id(), notes, trace);
    }

    /**
     * The entry of the book that a draft means, on which something else is to be hung.
     *
     * @throws Problem of kind INVALID when there is none
     */
    public UUID entry(Session session, UUID userId, BookDraft book) {
        return match.entry(session, userId, book)
                .orElseThrow(() -> Problem.invalid("", "entry_missing", "The book that this belongs to is not there."));
    }

    /** The book of an entry. */
    public UUID bookOf(Session session, UUID userId, UUID entryId) {
        return shelves.lock(session, userId, entryId)
                .orElseThrow(Problem::notFound)
                .bookId();
    }

    private static void demandRules(EntryCopy copy) {
        ShelfDraft.of(
                copy.status(),
                copy.facts(),
                copy.tags().stream()
                        .map(tag -> new ShelfDraft.Tag(tag.name(), tag.position()))
                        .toList(),
                copy.reads().stream()
                        .map(read -> new ShelfDraft.Read(read.startedOn(), read.finishedOn(), read.outcome()))
                        .toList());
    }

    private static Standing standing(EntryCopy copy) {
        long open = copy.reads().stream().filter(read -> read.outcome() == null).count();
        if (open != (Standing.isUnderWay(copy.status()) ? 1 : 0)) {
            throw Problem.invalid(
                    "/reads", "standing", "One read is open while a book is being read or paused, and none otherwise.");
        }
        return new Standing(
                copy.status(), copy.reads().stream().map(EntryRestoring::read).toList());
    }

    private static Read read(ReadCopy read) {
        return new Read(Ids.next(), read.startedOn(), read.finishedOn(), read.outcome(), read.source());
    }

    private Intake.Result create(Session session, UUID userId, BookMatch.Match found, EntryCopy copy, Standing given) {
        Instant now = clock.instant();
        Instant reviewedAt = copy.facts().review() == null ? null : Objects.requireNonNullElse(copy.reviewedAt(), now);
        List<String> names = copy.tags().stream().map(TagCopy::name).toList();
        ShelfEntry entry = new ShelfEntry(
                Ids.next(),
                userId,
                found.bookId(),
                copy.status(),
                copy.facts(),
                TagRepository.merge(names, List.of()),
                reviewedAt,
                copy.statusChangedAt(),
                1);
        shelves.insert(session, entry, found.facts(), given.reads(), now);
        boolean respelt = shelves.update(session, entry, tagged(session, entry, copy.tags()), now);
        return Intake.Result.created(entry.id(), entry.version() + (respelt ? 1 : 0), found.added());
    }

    private @Nullable Trace fill(
            Session session, ShelfEntry entry, EntryCopy copy, Standing given, List<String> notes) {
        Instant now = clock.instant();
        Standing standing = shelves.standing(session, entry);
        Standing merged = StandingMerge.merge(standing, given, notes);
        Set<String> keys = entry.tags().stream().map(TextKey::of).collect(Collectors.toSet());
        List<TagCopy> missing = copy.tags().stream()
                .filter(tag -> !keys.contains(TextKey.of(tag.name())))
                .limit(Math.max(0, TagRepository.MAX_TAGS - keys.size()))
                .toList();
        ShelfEntry filled = shelves.restand(session, entry, standing, merged, now)
                .with(entry.facts().orElse(copy.facts()), now);
        boolean changed = shelves.update(session, entry, tagged(session, filled, missing), now);
        return changed ? Trace.changed(entry, standing) : null;
    }

    private ShelfEntry tagged(Session session, ShelfEntry entry, List<TagCopy> more) {
        ShelfEntry tagged = entry;
        for (TagCopy tag : more) {
            tagged = tags.add(session, tagged, tag.name(), tag.position());
        }
        return tagged;
    }
}
