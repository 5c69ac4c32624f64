package dev.colophon.shelf.item;

import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.TagCount;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.browse.BookFact;
import dev.colophon.shelf.item.ItemView.Notice;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.Exchange;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what the page of one entry shows, in a number of queries that does not grow. */
final class ItemPage {
    private static final int TAGS_OFFERED = 100;

    private final Shelf shelf;
    private final Catalogue catalogue;
    private final ProgressLog log;
    private final List<ItemSection> sections;

    ItemPage(Shelf shelf, Catalogue catalogue, ProgressLog log, List<ItemSection> sections) {
        this.shelf = shelf;
        this.catalogue = catalogue;
        this.log = log;
        this.sections = List.copyOf(sections);
    }

    /**
     * What the page shows beyond what is stored.
     *
     * @param typed what could not be stored and is not to be lost
     * @param section where it was typed
     * @param conflict whether something else was stored meanwhile
     */
    record Extra(
            boolean asks,
            @Nullable Notice notice,
            Map<String, String> typed,
            @Nullable FactSection section,
            boolean conflict) {

        static final Extra NONE = new Extra(false, null, Map.of(), null, false);
        static final Extra ASKS = new Extra(true, null, Map.of(), null, false);

        static Extra wrong(String detail) {
            return new Extra(false, new Notice(detail, true), Map.of(), null, false);
        }
    }

    Page of(Exchange exchange, UUID id, Extra extra) {
        Caller caller = exchange.caller();
        UUID reader = caller.id();
        Dates dates = exchange.dates();
        EntryView entry = shelf.entry(reader, id);
        BookView book = catalogue.book(entry.book().id());
        Map<UUID, List<ReadingProgress>> progress = log.latest(entry, ItemViews.HISTORY_SHOWN + 1);
        List<String> known = shelf.tags(reader, List.of(), TAGS_OFFERED).items().stream()
                .map(TagCount::name)
                .toList();
        var view = new ItemView(
                entry,
                book,
                BookFact.of(book, dates),
                StandingViews.of(entry, progress, shelf.today(caller), dates),
                ItemViews.editing(entry, known, extra, dates.texts()),
                ItemViews.reads(entry, progress, dates),
                extra.asks(),
                extra.notice());
        return new Page(
                "shelf/item/item.jte",
                Map.of("item", view),
                sections.stream().map(section -> section.of(reader, entry)).toList());
    }
}
