package dev.colophon.shelf.home;

import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.shelf.pages.ShelfView.Entry;
import dev.colophon.shelf.pages.ShelfViews;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Home, and the welcome of whoever is not signed in. */
public final class HomePages implements Routes {
    private static final int READING_NOW = 5;
    private static final int RECENT = 6;

    private final Shelf shelf;
    private final ShelfList lists;
    private final List<HomeSection> sections;
    private final boolean registrationOpen;

    /**
     * @param sections what else is shown, in this order
     */
    public HomePages(Shelf shelf, ShelfList lists, List<HomeSection> sections, boolean registrationOpen) {
        this.shelf = shelf;
        this.lists = lists;
        this.sections = List.copyOf(sections);
        this.registrationOpen = registrationOpen;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page("/").get(this::show));
    }

    private void show(Exchange exchange) {
        Caller caller = exchange.callerIfAny().orElse(null);
        if (caller == null) {
            exchange.page(new Page("shelf/home/welcome.jte", Map.of("registrationOpen", registrationOpen)));
            return;
        }
        Dates dates = exchange.dates();
        Map<Status, Long> numbers = lists.counts(caller.id());
        boolean empty = numbers.values().stream().allMatch(count -> count == 0);
        List<Entry> reading = newest(caller, Status.READING, READING_NOW, dates);
        HomeView view = new HomeView(
                caller.username(),
                ShelfViews.numbers(numbers, dates.texts()),
                reading,
                withoutThose(reading, newest(caller, null, RECENT + reading.size(), dates)),
                empty);
        exchange.page(new Page(
                "shelf/home/home.jte",
                Map.of("home", view),
                empty
                        ? List.of()
                        : sections.stream()
                                .map(section -> section.of(caller, dates))
                                .toList()));
    }

    /** A book that can be changed is on the page once. */
    private static List<Entry> withoutThose(List<Entry> reading, List<Entry> newest) {
        return newest.stream()
                .filter(entry -> reading.stream().noneMatch(shown -> shown.id().equals(entry.id())))
                .limit(RECENT)
                .toList();
    }

    private List<Entry> newest(Caller caller, @Nullable Status status, int limit, Dates dates) {
        LocalDate today = shelf.today(caller);
        return lists.page(caller.id(), ShelfQuery.of(status), List.of(), limit).items().stream()
                .map(item -> ShelfViews.entry(item, dates, today))
                .toList();
    }
}
