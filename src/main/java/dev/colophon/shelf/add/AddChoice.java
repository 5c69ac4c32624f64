package dev.colophon.shelf.add;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.lookup.Lookup;
import dev.colophon.lookup.LookupQuery;
import dev.colophon.lookup.cover.CoverQueue;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Shelf;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which book a form means. Of a book that a provider knows the form says where it was found and no
 * facts: these are looked up again, mostly among the kept answers, so that nobody can invent them.
 */
final class AddChoice {
    private final Lookup lookup;
    private final CoverQueue covers;

    AddChoice(Lookup lookup, CoverQueue covers) {
        this.lookup = lookup;
        this.covers = covers;
    }

    /** A book, and where it was found if it was found outside. */
    record Chosen(
            Shelf.Choice book,
            @Nullable Provider provider,
            @Nullable String cover) {
        static Chosen of(Shelf.Choice book) {
            return new Chosen(book, null, null);
        }
    }

    /**
     * @throws Problem when the form means none, or the provider does not answer
     */
    Chosen of(Form form) {
        Optional<String> book = form.text("book_id");
        if (book.isPresent()) {
            return Chosen.of(new Shelf.Choice(id(book.get()), null, null));
        }
        Provider provider = QueryParameters.constantOrNull(form.text("provider"), Provider.class);
        return provider == null ? Chosen.of(new Shelf.Choice(null, null, typed(form))) : found(provider, form);
    }

    private Chosen found(Provider provider, Form form) {
        LookupQuery query = form.text("q")
                .flatMap(LookupQuery::parse)
                .orElseThrow(
                        () -> Problem.invalid("q", "required", "This result is not complete; please search again."));
        SourceBook found = lookup.again(query, provider, form.text("source").orElse(""));
        return new Chosen(new Shelf.Choice(null, null, found.facts()), provider, found.cover());
    }

    /** Once the book is there: its cover follows in the background. */
    void added(UUID book, Chosen chosen) {
        if (chosen.provider() != null && chosen.cover() != null) {
            covers.want(book, chosen.provider(), chosen.cover());
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.invalid("book_id", "unknown", "There is no such book.");
        }
    }

    private static BookDraft typed(Form form) {
        Optional<String> isbn = form.text("isbn").filter(text -> !text.isEmpty());
        String isbn13 = isbn.map(text -> Isbn.parse(text)
                        .orElseThrow(() -> Problem.invalid("isbn", "isbn", "This is not an ISBN: check its digits.")))
                .map(Isbn::isbn13)
                .orElse(null);
        List<BookDraft.Contributor> authors = Stream.of(
                        form.text("author").orElse("").split(";"))
                .filter(name -> !name.isBlank())
                .map(name -> new BookDraft.Contributor(name, BookDraft.Role.AUTHOR))
                .toList();
        return BookDraft.titled(form.text("title").orElse(""), facts -> {
            facts.contributors = authors;
            facts.isbn13 = isbn13;
        });
    }
}
