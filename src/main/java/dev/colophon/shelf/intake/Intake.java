package dev.colophon.shelf.intake;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookMatch;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Ownership;
import dev.colophon.shelf.ShelfRepository;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.TagRepository;
import dev.colophon.shelf.Tags;
import dev.colophon.shelf.UserBook;
import dev.colophon.text.TextKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final ShelfRepository shelves = new ShelfRepository();
    private final TagRepository tags = new TagRepository();

    public Intake(Database database, Clock clock) {
        this.clock = clock;
        this.match = new BookMatch(new BookRepository(database));
    }

    /** What became of a draft. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /**
     * @param notes what was left out or changed on the way in, one sentence each
     */
    public record Result(Outcome outcome, UUID userbookId, List<String> notes) {}

    /**
     * Takes one draft inside the caller's transaction. When another import adds the same book at
     * the same moment this is a {@link dev.colophon.database.connection.ConstraintViolation} of the type
     * UNIQUE: the transaction is lost, and a second try finds that book.
     */
    public Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf) {
        List<String> notes = new ArrayList<>();
        Instant now = clock.instant();
        Standing given = StandingMerge.standing(shelf, notes);
        BookMatch.Match found = match.findOrAdd(session, userId, book, now);
        if (found.userbookId() == null) {
            return new Result(Outcome.CREATED, create(session, userId, found, shelf, given), notes);
        }
        UserBook entry = shelves.lock(session, userId, found.userbookId()).orElseThrow(Problem::notFound);
        boolean changed = fill(session, entry, shelf, given, notes);
        return new Result(changed || found.changed() ? Outcome.UPDATED : Outcome.UNCHANGED, entry.id(), notes);
    }

    private UUID create(Session session, UUID userId, BookMatch.Match found, ShelfDraft shelf, Standing given) {
        Instant now = clock.instant();
        UserBook.Facts facts = UserBook.Facts.of(shelf);
        List<String> names = shelf.tags().stream().map(ShelfDraft.Tag::name).toList();
        UserBook entry = UserBook.create(userId, found.bookId(), given.status(), facts, now)
                .with(Tags.merge(names, List.of()));
        shelves.insert(session, entry, found.facts(), now);
        shelves.saveReads(session, entry.id(), List.of(), given.reads());
        UserBook tagged = tagged(session, entry, shelf.tags());
        if (!tagged.equals(entry)) {
            shelves.update(session, tagged, now);
        }
        return entry.id();
    }

    private boolean fill(Session session, UserBook entry, ShelfDraft shelf, Standing given, List<String> notes) {
        Instant now = clock.instant();
        UUID id = entry.id();
        var standing = new Standing(entry.status(), shelves.reads(session, id));
        Standing merged = StandingMerge.merge(standing, given, notes);
        shelves.saveReads(session, id, standing.reads(), merged.reads());
        UserBook filled = tagged(
                session,
                entry.with(merged.status(), now).with(filled(entry.facts(), UserBook.Facts.of(shelf)), now),
                missing(entry, shelf));
        boolean changed = !merged.equals(standing) || !filled.equals(entry);
        if (changed) {
            shelves.update(session, filled, now);
        }
        return changed;
    }

    private static List<ShelfDraft.Tag> missing(UserBook entry, ShelfDraft shelf) {
        Set<String> keys = entry.tags().stream().map(TextKey::of).collect(Collectors.toSet());
        return shelf.tags().stream()
                .filter(tag -> !keys.contains(TextKey.of(tag.name())))
                .limit(Math.max(0, ShelfDraft.MAX_TAGS - keys.size()))
                .toList();
    }

    private UserBook tagged(Session session, UserBook entry, List<ShelfDraft.Tag> more) {
        List<String> spelt = new ArrayList<>();
        for (ShelfDraft.Tag tag : more) {
            spelt.add(tags.add(session, entry, tag.name(), tag.position()));
        }
        return entry.with(Tags.merge(spelt, entry.tags()));
    }

    /** What the reader says stays; the draft speaks where the reader has said nothing. */
    private static UserBook.Facts filled(UserBook.Facts own, UserBook.Facts given) {
        boolean takesReview = own.review() == null && given.review() != null;
        return new UserBook.Facts(
                first(own.format(), given.format()),
                own.ownership() == Ownership.NONE ? given.ownership() : own.ownership(),
                own.copies() == 0 ? given.copies() : own.copies(),
                own.location(),
                own.lentTo(),
                first(own.rating(), given.rating()),
                takesReview ? given.review() : own.review(),
                takesReview ? given.reviewSpoiler() : own.reviewSpoiler(),
                own.favourite(),
                first(own.privateNote(), given.privateNote()),
                first(own.addedOn(), given.addedOn()));
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T given) {
        return own != null ? own : given;
    }
}
