package dev.colophon.catalogue.care;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.EntityTag;
import dev.colophon.web.Part;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Makes one book of two, which only an admin may, and two of one again. The book that is kept keeps
 * its facts and takes from the other what it does not know; what other systems call either leads to
 * it from then on.
 */
public final class BookMerges {
    private final Database database;
    private final Clock clock;
    private final BookListener listener;
    private final BookRepository books;
    private final MergeRepository merges = new MergeRepository();

    /**
     * @param listener moves what hangs on a book
     */
    public BookMerges(Database database, Clock clock, BookListener listener) {
        this.database = database;
        this.clock = clock;
        this.listener = listener;
        this.books = new BookRepository(database);
    }

    /**
     * Which book stays and which goes.
     *
     * @param keepVersion the version that the caller has seen, if they said so
     */
    public record Wanted(UUID keep, UUID remove, OptionalLong keepVersion, OptionalLong removeVersion) {
        /**
         * @throws Problem of kind INVALID when it is one book
         */
        public Wanted {
            if (keep.equals(remove)) {
                throw Problem.invalid("/remove", "same", "A book cannot be merged with itself.");
            }
        }
    }

    /** Merges two books with all that hangs on them. */
    public BookMerge merge(Caller caller, Wanted wanted) {
        demandAdmin(caller);
        return database.write(session -> {
            boolean keptFirst = wanted.keep().compareTo(wanted.remove()) < 0;
            Book first = hold(session, keptFirst ? wanted.keep() : wanted.remove(), keptFirst);
            Book second = hold(session, keptFirst ? wanted.remove() : wanted.keep(), !keptFirst);
            Book kept = keptFirst ? first : second;
            Book removed = keptFirst ? second : first;
            EntityTag.demand(wanted.keepVersion(), kept.version());
            EntityTag.demand(wanted.removeVersion(), removed.version());
            return merge(session, caller, kept, removed);
        });
    }

    private Book hold(Session session, UUID id, boolean kept) {
        return books.hold(session, id)
                .orElseThrow(() -> Problem.invalid(kept ? "/keep" : "/remove", "unknown", "There is no such book."));
    }

    private BookMerge merge(Session session, Caller caller, Book kept, Book removed) {
        Instant now = clock.instant();
        MergeRepository.Rest rest = merges.rest(session, kept.id());
        MergeRepository.Rest restOfRemoved = merges.rest(session, removed.id());
        var record = new MergeRecord(
                MergeRecord.Side.of(kept, rest.coverId()),
                MergeRecord.Side.of(removed, restOfRemoved.coverId()),
                removed.createdBy(),
                restOfRemoved.createdAt(),
                merges.identifiers(session, removed.id()));
        var merge = new BookMerge(
                Ids.next(),
                kept.id(),
                kept.facts().title(),
                removed.id(),
                removed.facts().title(),
                caller.id(),
                now,
                null);
        merges.insert(session, merge, record);
        listener.merged(session, merge.id(), removed, kept);
        BookDraft united = kept.facts().orElse(removed.facts());
        books.delete(session, removed);
        // before the update, which makes the line of the search of them
        merges.addIdentifiers(session, kept.id(), record.carried());
        books.update(session, kept, united, now);
        if (rest.coverId() == null) {
            merges.setCover(session, kept.id(), restOfRemoved.coverId());
        }
        return merge;
    }

    /**
     * Brings the book back that a merge removed, with the entries that were its own.
     *
     * @throws Problem of kind CONFLICT when what was merged was changed since
     */
    public BookMerge undo(Caller caller, UUID id) {
        demandAdmin(caller);
        try {
            return database.write(session -> undo(session, id));
        } catch (ConstraintViolation violation) {
            if (violation.type() != ConstraintViolation.Type.UNIQUE) {
                throw violation;
            }
            throw changed("Another book has an ISBN or identifier of the one that was removed.");
        }
    }

    private BookMerge undo(Session session, UUID id) {
        Instant now = clock.instant();
        MergeRepository.Stored stored = merges.find(session, id).orElseThrow(Problem::notFound);
        MergeRecord record = stored.record();
        Book kept = books.hold(session, stored.merge().keptBookId())
                .orElseThrow(() -> changed("The book that was kept is gone."));
        if (!merges.undo(session, id, now)) {
            throw changed("This merge is undone already.");
        }
        if (kept.version() != record.keptVersion()) {
            throw changed("The book that was kept was changed since.");
        }
        merges.removeIdentifiers(session, kept.id(), record.carried());
        books.update(session, kept, record.kept().facts(), now);
        merges.setCover(session, kept.id(), record.kept().coverId());
        Book back = new Book(
                stored.merge().removedBookId(),
                record.removed().facts(),
                record.createdBy(),
                record.removed().version() + 1);
        restore(session, back, record, now);
        listener.separated(
                session, id, back, new Book(kept.id(), record.kept().facts(), kept.createdBy(), kept.version() + 1));
        return merges.find(session, id).orElseThrow(Problem::notFound).merge();
    }

    private void restore(Session session, Book back, MergeRecord record, Instant now) {
        books.insert(session, back, record.mergedIsbns(), record.createdAt(), now);
        merges.addIdentifiers(session, back.id(), record.identifiers());
        merges.setCover(session, back.id(), record.removed().coverId());
    }

    /** Newest first. */
    public Part<BookMerge> list(Caller caller, List<String> before, int limit) {
        demandAdmin(caller);
        return Part.of(
                database.read(session -> merges.list(session, before, limit + 1)),
                limit,
                merge -> merge,
                merge -> List.of(merge.mergedAt().toString(), merge.id().toString()));
    }

    /**
     * @throws Problem of kind FORBIDDEN
     */
    static void demandAdmin(Caller caller) {
        if (!caller.admin()) {
            throw Problem.of(Kind.FORBIDDEN, "not_admin", "Only an admin may merge books.");
        }
    }

    private static Problem changed(String sentence) {
        return Problem.conflict("changed_since", sentence);
    }
}
