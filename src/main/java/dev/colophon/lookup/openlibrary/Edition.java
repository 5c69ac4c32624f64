package dev.colophon.lookup.openlibrary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An edition as the Books API describes it ({@code jscmd=data}), with its record beside ({@code jscmd=details}). */
final class Edition {
    static final JsonNode NOTHING = MissingNode.getInstance();

    private static final Pattern COVER_NUMBER = Pattern.compile(".*/b/id/([0-9]{1,12})-[SML]\\.jpg");
    private static final int MOST_PAGES = 100_000;

    private Edition() {}

    /** The record with the description of its work. */
    static JsonNode described(JsonNode details, JsonNode work) {
        ObjectNode both = details.isObject() ? details.deepCopy() : JsonNodeFactory.instance.objectNode();
        JsonNode description = work.path("description");
        return description.isMissingNode() ? both : both.set("description", description);
    }

    /** Empty for what has no key or no title, or another ISBN than was asked for. */
    static Optional<SourceBook> read(Isbn asked, JsonNode data, JsonNode details) {
        String id = OpenLibrary.id(data.path("key").asText(), 'M');
        String title = CleanText.line(data.path("title"), BookDraft.MAX_TITLE);
        if (id.isEmpty() || title == null || !has(asked, data.path("identifiers"))) {
            return Optional.empty();
        }
        try {
            BookDraft facts = draft(title, data).with(more -> {
                more.isbn13 = asked.isbn13();
                more.identifiers = Map.of("openlibrary", id);
                more.language = language(details.path("languages"));
                more.description = CleanText.description(details.path("description"));
            });
            return Optional.of(new SourceBook(id, facts, cover(data)));
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private static boolean has(Isbn asked, JsonNode identifiers) {
        return Stream.of("isbn_10", "isbn_13")
                .flatMap(name -> StreamSupport.stream(identifiers.path(name).spliterator(), false))
                .flatMap(number -> Isbn.parse(number.asText()).stream())
                .anyMatch(asked::equals);
    }

    private static BookDraft draft(String title, JsonNode data) {
        return BookDraft.titled(title, facts -> {
            facts.subtitle = CleanText.line(data.path("subtitle"), BookDraft.MAX_TITLE);
            facts.contributors = names(data.path("authors"))
                    .limit(50)
                    .map(name -> new Contributor(name, Role.AUTHOR))
                    .toList();
            facts.publisher = names(data.path("publishers")).findFirst().orElse(null);
            facts.publishedOn = PartialDate.of(data.path("publish_date").textValue());
            facts.pageCount = CleanText.number(data.path("number_of_pages"), 1, MOST_PAGES);
        });
    }

    private static Stream<String> names(JsonNode objects) {
        return CleanText.objects(objects).stream()
                .flatMap(one -> Stream.ofNullable(CleanText.line(one.path("name"), BookDraft.MAX_NAME)));
    }

    /** Of an edition in one language. */
    private static @Nullable String language(JsonNode languages) {
        List<JsonNode> all = CleanText.objects(languages);
        return all.size() == 1
                ? LanguageTag.of(all.getFirst().path("key").asText().replaceFirst("^/languages/", ""))
                : null;
    }

    private static @Nullable String cover(JsonNode data) {
        Matcher number = COVER_NUMBER.matcher(data.at("/cover/large").asText());
        return number.matches() ? number.group(1) : null;
    }
}
