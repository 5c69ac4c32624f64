package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.browse.IdentifierLinks;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.json.RawJson;
import dev.colophon.shelf.browse.OwnStandings.Own;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.web.Exchange;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A book of the catalogue that is not on the reader's shelf; one that is has a page there. */
public final class SinglePage {
    private final Catalogue catalogue;
    private final OwnStandings standings;
    private final Duplicates duplicates;

    public SinglePage(Catalogue catalogue, OwnStandings standings, Duplicates duplicates) {
        this.duplicates = duplicates;
        this.catalogue = catalogue;
        this.standings = standings;
    }

    void show(Exchange exchange) {
        Caller caller = exchange.caller();
        BookView book = catalogue.book(exchange.pathId("id"));
        Own own = standings.of(caller.id(), book.id());
        if (own != null) {
            exchange.redirect("/shelf/" + own.entryId());
            return;
        }
        var view = new SingleView(
                book,
                cover(book),
                BookFact.of(book, exchange.dates()),
                identifiers(book),
                caller.admin() ? duplicates.of(book.id()) : List.of(),
                catalogue.isChangeable(caller, book.id()));
        exchange.page(new Page("shelf/browse/single.jte", Map.of("single", view)));
    }

    private static Cover cover(BookView book) {
        String author = book.contributors().isEmpty()
                ? ""
                : book.contributors().getFirst().name();
        return new Cover(book.title(), author, book.coverSmall(), book.coverLarge());
    }

    /**
     * @throws dev.colophon.problem.Problem of kind NOT_FOUND
     */
    UUID demand(UUID book) {
        return catalogue.book(book).id();
    }

    @SuppressWarnings("unchecked")
    private static List<IdentifierLinks.Link> identifiers(BookView book) {
        RawJson stored = book.identifiers();
        return IdentifierLinks.of(stored.as(Map.class));
    }
}
