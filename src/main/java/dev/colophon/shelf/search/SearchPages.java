package dev.colophon.shelf.search;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.browse.OwnStandings;
import dev.colophon.shelf.browse.OwnStandings.Own;
import dev.colophon.shelf.list.EntrySummary;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.shelf.search.SearchView.Hit;
import dev.colophon.text.SearchWords;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The search over the reader's shelf and the catalogue; while somebody types it is asked again. */
public final class SearchPages implements Routes {
    private static final int BOOKS_PER_PAGE = 20;

    /** Of the shelf; the rest is one step away, on the shelf itself. */
    private static final int OWN_SHOWN = 5;

    private final Catalogue catalogue;
    private final ShelfList shelf;
    private final OwnStandings standings;

    public SearchPages(Catalogue catalogue, ShelfList shelf, OwnStandings standings) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.standings = standings;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page("/search").get(this::search));
    }

    private void search(Exchange exchange) {
        UUID reader = exchange.caller().id();
        String text = exchange.query("q").map(String::strip).orElse("");
        try {
            QueryParameters.text(exchange, "q");
        } catch (Problem tooLong) {
            exchange.page(page(SearchView.of("", exchange.dates().texts().text("shelf.search.too_long"))), tooLong);
            return;
        }
        SearchWords words = SearchWords.of(text);
        exchange.page(page(words.isEmpty() ? SearchView.of(text, "") : found(exchange, reader, text)));
    }

    private SearchView found(Exchange exchange, UUID reader, String text) {
        String list = "search\n" + SearchWords.of(text);
        String path = "/search?q=" + encoded(text);
        List<String> after = exchange.cursor(list);
        Part<BookSummary> books = catalogue.search(text, after, BOOKS_PER_PAGE);
        Map<UUID, Own> own = standings.of(reader, books.items());
        Part<EntrySummary> entries = after.isEmpty()
                ? shelf.page(reader, ShelfQuery.searching(text), List.of(), OWN_SHOWN)
                : Part.whole(List.of());
        String next = exchange.nextCursor(list, books);
        Dates dates = exchange.dates();
        return new SearchView(
                text,
                "",
                entries.items().stream().map(entry -> Hit.of(entry, dates)).toList(),
                entries.next().isEmpty() ? null : "/shelf?q=" + encoded(text),
                books.items().stream()
                        .map(book -> Hit.of(book, own.get(book.id()), dates))
                        .toList(),
                next == null ? null : path + "&cursor=" + next,
                after.isEmpty() ? null : path,
                exchange.query("cursor")
                        .map(cursor -> path + "&cursor=" + encoded(cursor))
                        .orElse(path));
    }

    private static Page page(SearchView view) {
        return new Page("shelf/search/search.jte", Map.of("search", view));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
