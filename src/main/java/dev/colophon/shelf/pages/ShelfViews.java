package dev.colophon.shelf.pages;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.json.RawJson;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.EntrySummary;
import dev.colophon.shelf.pages.ShelfView.Entry;
import dev.colophon.shelf.pages.ShelfView.Far;
import dev.colophon.shelf.pages.ShelfView.Tab;
import dev.colophon.shelf.pages.ShelfView.TagLink;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the shelf holds into what pages show. */
public final class ShelfViews {
    private static final String DOT = "\u00a0· ";
    private static final int MAX_TAGS_SHOWN = 6;

    private ShelfViews() {}

    /**
     * An entry as lists and cards show it.
     *
     * @param today where the reader is
     */
    public static Entry entry(EntrySummary item, Dates dates, LocalDate today) {
        Texts texts = dates.texts();
        String far = howFar(
                item.book(), item.progress(), HowFar.since(item.status(), item.readingSince(), today, texts), texts);
        return entry(
                item.id(),
                item.book(),
                new Opinion(
                        item.status(),
                        item.rating(),
                        history(far, item.addedOn(), dates),
                        far(item.status(), item.book(), item.progress(), item.format()),
                        item.tags()),
                dates);
    }

    /**
     * An entry as a row of a list that is shown already, after a change.
     *
     * @param row what of the row was changed
     */
    static Page row(EntryView entry, Row row, Dates dates, LocalDate today) {
        return new Page(
                "shelf/pages/entry.jte",
                Map.of("entry", entry(entry, dates, today), "changed", row.changed(), "card", row.card()));
    }

    /**
     * What of a row the focus goes back to.
     *
     * @param changed the name of a control of {@code entry.jte}
     * @param card whether the row has a field for progress
     */
    record Row(String changed, boolean card) {}

    private static Entry entry(EntryView entry, Dates dates, LocalDate today) {
        LocalDate since = entry.open().map(Read::startedOn).orElse(null);
        Texts texts = dates.texts();
        String far = howFar(entry.book(), entry.progress(), HowFar.since(entry.status(), since, today, texts), texts);
        String history = history(far, entry.facts().addedOn(), dates);
        return entry(
                entry.id(),
                entry.book(),
                new Opinion(
                        entry.status(),
                        entry.facts().rating(),
                        history,
                        far(
                                entry.status(),
                                entry.book(),
                                entry.progress(),
                                entry.facts().format()),
                        entry.tags()),
                dates);
    }

    private static String howFar(BookSummary book, @Nullable ReadingProgress progress, String since, Texts texts) {
        if (progress == null) {
            return since;
        }
        String position = HowFar.position(progress, Length.of(book), texts);
        return since.isEmpty() ? position : position + ", " + since;
    }

    /** Of what is being read it counts how far, of anything else since when it is here. */
    private static String history(String howFar, @Nullable LocalDate added, Dates dates) {
        if (!howFar.isEmpty()) {
            return howFar;
        }
        return added == null ? "" : dates.texts().text("shelf.entry.added", dates.day(added));
    }

    /** The bar and the field; a list asks for one row a book, so the last unit is that of the open read. */
    private static @Nullable Far far(
            Status status, BookSummary book, @Nullable ReadingProgress progress, @Nullable Format format) {
        if (!Standing.isUnderWay(status)) {
            return null;
        }
        var length = Length.of(book);
        Unit unit = HowFar.unit(progress, format, length);
        return new Far(
                progress == null ? null : progress.percent(),
                Choices.value(unit),
                progress == null ? "" : String.valueOf(progress.amount()),
                length.last(unit));
    }

    private record Opinion(
            Status status,
            @Nullable Rating rating,
            String history,
            @Nullable Far far,
            RawJson tags) {}

    private static Entry entry(UUID id, BookSummary book, Opinion opinion, Dates dates) {
        Texts texts = dates.texts();
        return new Entry(
                id,
                book.title(),
                String.join(", ", book.authors()),
                edition(book, dates),
                Cover.of(book),
                Choices.value(opinion.status()),
                Labels.of(opinion.status(), texts),
                Labels.stars(opinion.rating()),
                Labels.starsText(opinion.rating(), texts),
                opinion.history(),
                opinion.far(),
                Stream.of(opinion.tags().as(String[].class))
                        .limit(MAX_TAGS_SHOWN)
                        .map(ShelfViews::tag)
                        .toList(),
                Choices.oneTap(opinion.status(), texts),
                RatingChoices.stars(opinion.rating(), texts));
    }

    /** How many books have each status, and where they are. */
    public static List<Tab> numbers(Map<Status, Long> counts, Texts texts) {
        return tabs(ShelfFilter.NONE, counts, false, texts);
    }

    static List<Tab> tabs(ShelfFilter filter, Map<Status, Long> counts, boolean showCurrent, Texts texts) {
        List<Tab> tabs = new ArrayList<>();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        tabs.add(new Tab(
                texts.text("shelf.list.all"),
                filter.withStatus(null).href(null),
                all,
                showCurrent && filter.status() == null));
        counts.forEach((status, count) -> tabs.add(new Tab(
                Labels.of(status, texts),
                filter.withStatus(status).href(null),
                count,
                showCurrent && status == filter.status())));
        return tabs;
    }

    /** The shelf filtered by a tag. */
    public static String tagHref(String name) {
        return "/shelf?tag=" + encoded(name);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static TagLink tag(String name) {
        return new TagLink(name, tagHref(name));
    }

    /** A line never begins with a dot. */
    private static String edition(BookSummary book, Dates dates) {
        List<String> parts = new ArrayList<>();
        for (BookDraft.SeriesPosition one : book.volumes()) {
            parts.add(one.position() == null ? one.name() : one.name() + " " + one.position());
        }
        if (book.publishedOn() != null) {
            parts.add(dates.partial(book.publishedOn()));
        }
        String joined = String.join(DOT, parts);
        return book.authors().isEmpty() || parts.isEmpty() ? joined : DOT + joined;
    }
}
