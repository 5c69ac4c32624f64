package dev.colophon.shelf.pages;

import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.list.EntrySummary;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The shelf, for people. */
public final class ShelfPages implements Routes {
    private static final int ENTRIES_PER_PAGE = 50;
    private static final int TAGS_OFFERED = 100;
    private static final String VIEW = "view";
    private static final long VIEW_SECONDS = 365 * 86_400;
    private static final String SELECT = "select";
    private static final String LIST = "list";
    private static final String COVERS = "covers";

    private final Shelf shelf;
    private final ShelfList lists;
    private final ProgressLog log;

    public ShelfPages(Shelf shelf, ShelfList lists, ProgressLog log) {
        this.shelf = shelf;
        this.lists = lists;
        this.log = log;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/shelf").get(this::shelf),
                Resource.page("/shelf/{id}/quick").post(new QuickChange(shelf, new Reads(shelf), log)::change));
    }

    private List<ShelfView.Entry> entries(Part<EntrySummary> part, Exchange exchange) {
        Dates dates = exchange.dates();
        LocalDate today = shelf.today(exchange.caller());
        return part.items().stream()
                .map(item -> ShelfViews.entry(item, dates, today))
                .toList();
    }

    private void shelf(Exchange exchange) {
        UUID userId = exchange.caller().id();
        ShelfFilter filter = ShelfFilter.of(exchange);
        ShelfQuery query = filter.query();
        List<String> after = exchange.cursor(query.name());
        Part<EntrySummary> part = lists.page(userId, query, after, ENTRIES_PER_PAGE);
        String next = exchange.nextCursor(query.name(), part);
        Map<Status, Long> counts = lists.counts(userId);
        Texts texts = exchange.dates().texts();
        ShelfView view = new ShelfView(
                ShelfViews.tabs(filter, counts, true, texts),
                filters(userId, filter, texts),
                entries(part, exchange),
                next == null ? null : filter.href(next),
                after.isEmpty() ? null : filter.href(null),
                filter.href(exchange.query("cursor").orElse(null)),
                wantsCovers(exchange),
                filter.viewHref(LIST),
                filter.viewHref(COVERS),
                counts.values().stream().allMatch(count -> count == 0),
                null);
        boolean selecting = exchange.query(SELECT).isPresent();
        exchange.page(new Page("shelf/pages/shelf.jte", Map.of("shelf", view, "selecting", selecting)));
    }

    /** Said once in the address, it is remembered in the browser. */
    private static boolean wantsCovers(Exchange exchange) {
        String asked = exchange.query(VIEW).orElse("");
        if (asked.equals(LIST) || asked.equals(COVERS)) {
            exchange.remember(VIEW, asked, VIEW_SECONDS);
            return asked.equals(COVERS);
        }
        return exchange.remembered(VIEW).orElse("").equals(COVERS);
    }

    private ShelfView.Filters filters(UUID userId, ShelfFilter filter, Texts texts) {
        return new ShelfView.Filters(
                filter.status() == null ? "" : Choices.value(filter.status()),
                filter.words() == null ? "" : filter.words(),
                Choices.formats(filter.format(), texts.text("shelf.list.any"), texts),
                filter.tags(shelf.tags(userId, List.of(), TAGS_OFFERED).items(), texts),
                filter.sorts(texts),
                filter.active());
    }
}
