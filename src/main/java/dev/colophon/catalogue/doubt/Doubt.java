package dev.colophon.catalogue.doubt;

import dev.colophon.catalogue.BookMatch.Candidate;
import dev.colophon.catalogue.BookMatch.Found;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a silent choice of a book might mix two.
 *
 * @param books that may be meant, the likeliest first; at least one
 * @param entryId the reader's entry of the likeliest, if there is one
 */
public record Doubt(
        Reason reason, List<UUID> books, @Nullable UUID entryId) {
    private static final int MAX_BOOKS = 10;

    /** What is doubtful. */
    public enum Reason {
        /** The numbers that are given are of different books. */
        SEVERAL_BOOKS,
        /** The book with the number has another title and other people. */
        ANOTHER_BOOK
    }

    /**
     * The doubt about what was found, if there is any. There is none about a book that a reader has and that another
     * system calls as it did before.
     */
    public static Optional<Doubt> of(Found found) {
        List<Candidate> numbered =
                found.candidates().stream().filter(Candidate::isByNumber).toList();
        if (numbered.isEmpty()) {
            return Optional.empty();
        }
        Candidate first = numbered.getFirst();
        if (first.isByIdentifier() && first.entryId() != null) {
            return Optional.empty();
        }
        boolean several = numbered.stream()
                .anyMatch(one -> !one.book().id().equals(first.book().id()));
        boolean agrees = first.isByMergedIsbn() || Agreement.of(first.book().facts(), found.draft());
        if (!several && agrees) {
            return Optional.empty();
        }
        Reason reason = several ? Reason.SEVERAL_BOOKS : Reason.ANOTHER_BOOK;
        return Optional.of(new Doubt(reason, books(found), first.entryId()));
    }

    private static List<UUID> books(Found found) {
        return found.candidates().stream()
                .map(one -> one.book().id())
                .distinct()
                .limit(MAX_BOOKS)
                .toList();
    }
}
