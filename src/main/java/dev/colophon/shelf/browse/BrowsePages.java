package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.browse.Browsing;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.browse.OwnStandings.Own;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.text.TextKey;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Authors, series and books of the catalogue, each with what the reader has of it. */
public final class BrowsePages implements Routes {
    private static final int BOOKS_PER_PAGE = 50;

    private final Browsing browsing;
    private final Shelf shelf;
    private final OwnStandings standings;
    private final SinglePage single;

    public BrowsePages(Browsing browsing, Shelf shelf, OwnStandings standings, SinglePage single) {
        this.browsing = browsing;
        this.shelf = shelf;
        this.standings = standings;
        this.single = single;
    }

    private interface Books {
        Part<BookSummary> list(UUID id, List<String> after, int limit);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/authors/{id}").get(this::author),
                Resource.page("/series/{id}").get(this::series),
                Resource.page("/books/{id}").get(single::show).post(this::add));
    }

    private void author(Exchange exchange) {
        exchange.caller();
        Browsing.Name author = browsing.author(exchange.pathId("id"));
        show(exchange, "authors", author, browsing::booksOfAuthor, book -> null);
    }

    private void series(Exchange exchange) {
        exchange.caller();
        Browsing.Name series = browsing.oneSeries(exchange.pathId("id"));
        show(exchange, "series", series, browsing::booksOfSeries, book -> position(book, series.name()));
    }

    private static @Nullable String position(BookSummary book, String series) {
        String key = TextKey.of(series);
        return book.volumes().stream()
                .filter(volume -> TextKey.of(volume.name()).equals(key))
                .map(BookDraft.SeriesPosition::position)
                .findFirst()
                .orElse(null);
    }

    private void show(
            Exchange exchange,
            String table,
            Browsing.Name one,
            Books books,
            Function<BookSummary, @Nullable String> position) {
        String list = "books of\n" + one.id();
        String path = "/" + table + "/" + one.id();
        List<String> after = exchange.cursor(list);
        Part<BookSummary> part = books.list(one.id(), after, BOOKS_PER_PAGE);
        Map<UUID, Own> own = standings.of(exchange.caller().id(), part.items());
        String next = exchange.nextCursor(list, part);
        String back = exchange.query("cursor")
                .map(cursor -> path + "?cursor=" + cursor)
                .orElse(path);
        Dates dates = exchange.dates();
        var view = new BrowseView(
                dates.texts().text("shelf.browse.kind_" + table),
                one.name(),
                part.items().stream()
                        .map(book -> BookLine.of(book, own.get(book.id()), position.apply(book), dates))
                        .toList(),
                back,
                next == null ? null : path + "?cursor=" + next,
                after.isEmpty() ? null : path);
        exchange.page(new Page("shelf/browse/books.jte", Map.of("browse", view)));
    }

    /** Puts the book on the shelf; one that is there stays as it is. */
    private void add(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Form form = exchange.form();
        var wanted = new Shelf.NewEntry(
                EntryFacts.NONE.with(facts -> facts.addedOn = shelf.today(exchange.caller())),
                Choices.status(form),
                Day.TODAY,
                List.of());
        UUID book = exchange.pathId("id");
        Shelf.Added added = shelf.add(reader, new Shelf.Choice(single.demand(book), null, null), wanted);
        exchange.redirect(form.text("back")
                .filter(LocalPath::holds)
                .orElse("/shelf/" + added.entry().id()));
    }
}
