package dev.colophon.catalogue.browse;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.text.TextKey;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Authors and series at the API, and their books. */
public final class BrowseRoutes implements Routes {
    private static final String AUTHORS = "/api/v1/authors";
    private static final String SERIES = "/api/v1/series";

    private final Browsing browsing;

    public BrowseRoutes(Browsing browsing) {
        this.browsing = browsing;
    }

    /** One of them with a part of its books. */
    record WithBooks(
            UUID id,
            String name,
            List<BookSummary> items,
            @Nullable String nextCursor) {}

    private interface Names {
        Part<Browsing.Name> list(String prefix, List<String> after, int limit);
    }

    private interface Books {
        Part<BookSummary> list(UUID id, List<String> after, int limit);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(AUTHORS)
                        .needs(Scope.BOOKS_READ)
                        .get(exchange -> list(exchange, "authors", browsing::authors))
                        .query("q", "cursor", "limit"),
                Resource.at(AUTHORS + "/{id}")
                        .needs(Scope.BOOKS_READ)
                        .get(this::author)
                        .query("cursor", "limit"),
                Resource.at(SERIES)
                        .needs(Scope.BOOKS_READ)
                        .get(exchange -> list(exchange, "series", browsing::series))
                        .query("q", "cursor", "limit"),
                Resource.at(SERIES + "/{id}")
                        .needs(Scope.BOOKS_READ)
                        .get(this::series)
                        .query("cursor", "limit"));
    }

    private static void list(Exchange exchange, String kind, Names names) {
        exchange.caller();
        String asked = QueryParameters.text(exchange, "q");
        String prefix = asked == null ? "" : asked;
        String list = kind + "\n" + TextKey.of(prefix);
        exchange.reply(list, names.list(prefix, exchange.cursor(list), exchange.limit()));
    }

    private void author(Exchange exchange) {
        exchange.caller();
        show(exchange, browsing.author(exchange.pathId("id")), browsing::booksOfAuthor);
    }

    private void series(Exchange exchange) {
        exchange.caller();
        show(exchange, browsing.oneSeries(exchange.pathId("id")), browsing::booksOfSeries);
    }

    private static void show(Exchange exchange, Browsing.Name one, Books books) {
        String list = "books of\n" + one.id();
        Part<BookSummary> part = books.list(one.id(), exchange.cursor(list), exchange.limit());
        exchange.reply(new WithBooks(one.id(), one.name(), part.items(), exchange.nextCursor(list, part)));
    }
}
