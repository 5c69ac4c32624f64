package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.browse.IdentifierLinks;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.json.RawJson;
import dev.colophon.shelf.browse.OwnStandings.Own;
import dev.colophon.shelf.browse.SingleView.Fact;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.web.Exchange;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book of the catalogue that is not on the reader's shelf; one that is has a page there. */
public final class SinglePage {
    private static final int SECONDS_PER_MINUTE = 60;

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
                facts(book),
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

    private static List<Fact> facts(BookView book) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Publisher", book.publisher());
        add(facts, "Published", book.publishedOn());
        add(facts, "First published", book.originalYear());
        add(facts, "Pages", book.pageCount());
        add(facts, "Length", book.durationSeconds() == null ? null : minutes(book.durationSeconds()));
        add(facts, "Language", book.language());
        add(facts, "ISBN", book.isbn13());
        return facts;
    }

    private static String minutes(int seconds) {
        int minutes = seconds / SECONDS_PER_MINUTE;
        return minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static void add(List<Fact> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(name, value.toString()));
        }
    }
}
