package dev.colophon.lookup.openlibrary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.Isbn;
import dev.colophon.lookup.port.CleanText;
import dev.colophon.lookup.port.LanguageTag;
import dev.colophon.lookup.port.PartialDate;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A work that a search found, with the edition that fits the words best. Facts of an edition are
 * taken from that one alone, for the lists of a work mix those of all.
 */
final class Work {
    private static final int FIRST_YEAR = -9_999;
    private static final int LAST_YEAR = 9_999;

    private Work() {}

    /** Empty for what has no key or no title. */
    static Optional<SourceBook> read(JsonNode work) {
        String id = OpenLibrary.id(work.path("key").asText(), 'W');
        JsonNode edition = work.at("/editions/docs/0");
        String title = CleanText.line(edition.has("title") ? edition.path("title") : work.path("title"), 1_000);
        if (id.isEmpty() || title == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SourceBook(id, draft(title, work, edition), cover(work, edition)));
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private static BookDraft draft(String title, JsonNode work, JsonNode edition) {
        String editionId = OpenLibrary.id(edition.path("key").asText(), 'M');
        return BookDraft.titled(title, facts -> {
            facts.subtitle = CleanText.line(
                    edition.isObject() ? edition.path("subtitle") : work.path("subtitle"), BookDraft.MAX_TITLE);
            facts.contributors = CleanText.lines(work.path("author_name"), BookDraft.MAX_NAME, 50).stream()
                    .map(name -> new Contributor(name, Role.AUTHOR))
                    .toList();
            facts.isbn13 = isbn(edition.path("isbn"));
            facts.identifiers = editionId.isEmpty() ? Map.of() : Map.of("openlibrary", editionId);
            facts.publisher = first(edition.path("publisher"));
            facts.publishedOn = PartialDate.of(first(edition.path("publish_date")));
            facts.originalYear = CleanText.number(work.path("first_publish_year"), FIRST_YEAR, LAST_YEAR);
            facts.language = language(edition.path("language"));
        });
    }

    private static @Nullable String isbn(JsonNode numbers) {
        for (String number : CleanText.lines(numbers, 32, 50)) {
            Optional<Isbn> isbn = Isbn.parse(number);
            if (isbn.isPresent()) {
                return isbn.get().isbn13();
            }
        }
        return null;
    }

    private static @Nullable String first(JsonNode texts) {
        List<String> lines = CleanText.lines(texts, BookDraft.MAX_NAME, 1);
        return lines.isEmpty() ? null : lines.getFirst();
    }

    private static @Nullable String language(JsonNode languages) {
        List<String> all = CleanText.lines(languages, 8, 2);
        return all.size() == 1 ? LanguageTag.of(all.getFirst()) : null;
    }

    private static @Nullable String cover(JsonNode work, JsonNode edition) {
        String own = OpenLibrary.cover(edition.path("cover_i"));
        String any = own.isEmpty() ? OpenLibrary.cover(work.path("cover_i")) : own;
        return any.isEmpty() ? null : any;
    }
}
