package dev.colophon.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.MergePatch;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextKey;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue at {@code /api/v1/books}. */
public final class BookRoutes implements Routes {
    static final String PATH = "/api/v1/books";

    /** Long texts of several bytes a character, some of them escaped. */
    public static final int MAX_BODY_BYTES = 524_288;

    private final Catalogue catalogue;

    public BookRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH)
                        .needs(Scope.BOOKS_READ, Scope.BOOKS_WRITE)
                        .get(this::list)
                        .post(this::add)
                        .query("q", "isbn", "author", "cursor", "limit")
                        .maxBody(MAX_BODY_BYTES),
                Resource.at(PATH + "/{id}")
                        .needs(Scope.BOOKS_READ, Scope.BOOKS_WRITE)
                        .get(this::show)
                        .patch(this::change)
                        .delete(this::remove)
                        .maxBody(MAX_BODY_BYTES));
    }

    private void show(Exchange exchange) {
        exchange.caller();
        BookView book = catalogue.book(exchange.pathId("id"));
        exchange.version(book.version());
        exchange.reply(book);
    }

    private void list(Exchange exchange) {
        exchange.caller();
        String isbn = QueryParameters.text(exchange, "isbn");
        if (isbn != null) {
            exchange.reply("books", ofIsbn(isbn));
            return;
        }
        String words = QueryParameters.text(exchange, "q");
        String author = QueryParameters.text(exchange, "author");
        String list = String.join("\n", "books", key(words), key(author));
        List<String> after = exchange.cursor(list);
        Part<BookSummary> part = words != null && author == null
                ? catalogue.search(words, after, exchange.limit())
                : catalogue.list(words == null ? "" : words, author, after, exchange.limit());
        exchange.reply(list, part);
    }

    private Part<BookSummary> ofIsbn(String text) {
        Isbn isbn = Isbn.parse(text).orElseThrow(() -> Problem.malformed("isbn", "isbn", "This is not an ISBN."));
        return Part.whole(catalogue.byIsbn(isbn).stream().toList());
    }

    private void add(Exchange exchange) {
        var caller = exchange.caller();
        BookDraft draft = exchange.body(BookBody.class).toDraft();
        Catalogue.Added added = catalogue.add(caller, draft);
        String location = PATH + "/" + added.book().id();
        if (!added.created()) {
            exchange.header("Location", location);
            throw Problem.conflict("book_exists", "A book with this ISBN is there; Location says where.");
        }
        exchange.version(added.book().version());
        exchange.created(location, added.book());
    }

    private void change(Exchange exchange) {
        var caller = exchange.caller();
        JsonNode patch = exchange.bodyTree();
        BookView book =
                catalogue.change(caller, exchange.pathId("id"), exchange.ifMatch(), facts -> patched(facts, patch));
        exchange.version(book.version());
        exchange.reply(book);
    }

    /** Either ISBN follows the other, unless the patch speaks of both. */
    private static BookDraft patched(BookDraft facts, JsonNode patch) {
        BookBody old = BookBody.of(facts);
        BookBody base = patch.has("isbn10") || patch.has("isbn13") ? old.withoutIsbns() : old;
        return MergePatch.apply(base, patch, BookBody.class).toDraft();
    }

    private void remove(Exchange exchange) {
        catalogue.remove(exchange.caller(), exchange.pathId("id"), exchange.ifMatch());
        exchange.done();
    }

    private static String key(@Nullable String text) {
        return text == null ? "" : TextKey.of(text);
    }
}
