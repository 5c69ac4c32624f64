package dev.colophon.lookup.google;

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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A volume of Google Books. All but its title may be missing, the authors too. */
final class Volume {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final int MOST_PAGES = 100_000;

    private Volume() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Empty for what has no id or no title. */
    static Optional<SourceBook> read(JsonNode volume) {
        JsonNode info = volume.path("volumeInfo");
        String id = volume.path("id").asText();
        String title = CleanText.line(info.path("title"), BookDraft.MAX_TITLE);
        if (!isId(id) || title == null) {
            return Optional.empty();
        }
        try {
            String cover = info.path("imageLinks").isEmpty() ? null : id;
            return Optional.of(new SourceBook(id, draft(id, title, info), cover));
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private static BookDraft draft(String id, String title, JsonNode info) {
        return BookDraft.titled(title, facts -> {
            facts.subtitle = CleanText.line(info.path("subtitle"), BookDraft.MAX_TITLE);
            facts.contributors = CleanText.lines(info.path("authors"), BookDraft.MAX_NAME, 50).stream()
                    .map(name -> new Contributor(name, Role.AUTHOR))
                    .toList();
            facts.isbn13 = isbn(info);
            facts.identifiers = Map.of("google", id);
            facts.publisher = CleanText.line(info.path("publisher"), BookDraft.MAX_NAME);
            facts.publishedOn = PartialDate.of(info.path("publishedDate").textValue());
            facts.pageCount = CleanText.number(info.path("pageCount"), 1, MOST_PAGES);
            facts.language = LanguageTag.of(info.path("language").textValue());
            facts.description = CleanText.description(info.path("description"));
        });
    }

    private static @Nullable String isbn(JsonNode info) {
        return CleanText.objects(info.path("industryIdentifiers")).stream()
                .filter(one -> one.path("type").asText().startsWith("ISBN_"))
                .flatMap(one -> Isbn.parse(one.path("identifier").asText()).stream())
                .map(Isbn::isbn13)
                .findFirst()
                .orElse(null);
    }
}
