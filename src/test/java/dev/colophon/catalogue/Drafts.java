package dev.colophon.catalogue;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drafts for tests. */
public final class Drafts {
    private Drafts() {}

    public static BookDraft book(String title, String author) {
        return book(title, author, null, Map.of());
    }

    public static BookDraft book(
            String title, String author, @Nullable String isbn13, Map<String, String> identifiers) {
        return BookDraft.titled(title, facts -> {
            facts.contributors =
                    author.isEmpty() ? List.of() : List.of(new BookDraft.Contributor(author, BookDraft.Role.AUTHOR));
            facts.isbn13 = isbn13;
            facts.identifiers = identifiers;
        });
    }

    public static ShelfDraft shelf(Status status, ShelfDraft.Read... reads) {
        return ShelfDraft.of(status, EntryFacts.NONE, List.of(), List.of(reads));
    }

    public static ShelfDraft.Read finished(@Nullable String start, @Nullable String end) {
        return new ShelfDraft.Read(day(start), day(end), Outcome.FINISHED);
    }

    public static ShelfDraft.Read open(@Nullable String start) {
        return new ShelfDraft.Read(day(start), null, null);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
