package dev.colophon.shelf.pages;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.json.RawJson;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.EntrySummary;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.pages.ShelfView.Entry;
import dev.colophon.shelf.pages.ShelfView.Far;
import dev.colophon.shelf.pages.ShelfView.TagLink;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the shelf holds into what pages show. */
public final class ShelfViews {
    private static final String DOT = "\u00a0· ";
    private static final int MAX_TAGS_SHOWN = 6;
    private static final int QUARTERS_OF_A_STAR = 4;

    private ShelfViews() {}

    /**
     * @param today where the reader is
     */
    static Entry entry(EntrySummary item, Dates dates, LocalDate today) {
        String far = howFar(item.book(), item.progress(), HowFar.since(item.status(), item.readingSince(), today));
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
        String far = howFar(entry.book(), entry.progress(), HowFar.since(entry.status(), since, today));
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

    private static String howFar(BookSummary book, @Nullable ReadingProgress progress, String since) {
        if (progress == null) {
            return since;
        }
        String position = HowFar.position(progress, Length.of(book));
        return since.isEmpty() ? position : position + ", " + since;
    }

    /** Of what is being read it counts how far, of anything else since when it is here. */
    private static String history(String howFar, @Nullable LocalDate added, Dates dates) {
        if (!howFar.isEmpty()) {
            return howFar;
        }
        return added == null ? "" : "added " + dates.day(added);
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
                value(unit),
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
        return new Entry(
                id,
                book.title(),
                String.join(", ", book.authors()),
                edition(book, dates),
                Cover.of(book),
                value(opinion.status()),
                Labels.of(opinion.status()),
                Labels.stars(opinion.rating()),
                Labels.starsText(opinion.rating()),
                opinion.history(),
                opinion.far(),
                Stream.of(opinion.tags().as(String[].class))
                        .limit(MAX_TAGS_SHOWN)
                        .map(ShelfViews::tag)
                        .toList(),
                oneTap(opinion.status()),
                ratings(opinion.rating()),
                rate(opinion.rating()));
    }

    /**
     * The rating that a form says in stars; null, which takes it away, when it says none.
     *
     * @throws Problem of kind INVALID
     */
    public static @Nullable Rating rating(String stars) {
        if (stars.isEmpty()) {
            return null;
        }
        try {
            return Rating.ofStars(new BigDecimal(stars)).orElseThrow(ShelfViews::wrongRating);
        } catch (NumberFormatException notANumber) {
            throw wrongRating();
        }
    }

    /** Whatever a form says that is no rating. */
    public static Problem wrongRating() {
        return Problem.invalid("rating", "rating", "A rating is 0.25 to 5 stars in steps of a quarter.");
    }

    /** The status that a form says; it has to say one. */
    public static Status status(Form form) {
        Status status = QueryParameters.constantOrNull(form.text("status"), Status.class);
        if (status == null) {
            throw Problem.invalid("status", "status", "Choose one of the statuses.");
        }
        return status;
    }

    /** The shelf filtered by a tag. */
    public static String tagHref(String name) {
        return "/shelf?tag=" + encoded(name);
    }

    /** Wanting what is being read would throw its progress away, which takes more than one tap. */
    private static List<Choice> oneTap(Status now) {
        return statuses(now).stream()
                .filter(one -> !Standing.isUnderWay(now) || !one.value().equals(value(Status.WANT)))
                .toList();
    }

    /** Every status, one of them chosen. */
    public static List<Choice> statuses(Status chosen) {
        return Stream.of(Status.values())
                .map(one -> new Choice(value(one), Labels.of(one), one == chosen))
                .toList();
    }

    /** Every quarter star, and none. */
    static List<Choice> ratings(@Nullable Rating chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "–", chosen == null));
        for (int quarters = Rating.MOST; quarters >= Rating.LEAST; quarters--) {
            Rating rating = new Rating(quarters);
            String stars = rating.stars().toPlainString();
            choices.add(new Choice(stars, stars + " ★", rating.equals(chosen)));
        }
        return choices;
    }

    private static List<Choice> rate(@Nullable Rating chosen) {
        int quarters = chosen == null ? 0 : chosen.quarters();
        return IntStream.rangeClosed(1, Rating.MOST / QUARTERS_OF_A_STAR)
                .mapToObj(stars -> new Choice(
                        String.valueOf(stars),
                        stars == 1 ? "1 star" : stars + " stars",
                        stars * QUARTERS_OF_A_STAR <= quarters))
                .toList();
    }

    public static List<Choice> formats(@Nullable Format chosen, String none) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", none, chosen == null));
        for (Format format : Format.values()) {
            choices.add(new Choice(value(format), Labels.of(format), format == chosen));
        }
        return choices;
    }

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
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
        for (BookSummary.Volume one : book.series()) {
            parts.add(one.position() == null ? one.name() : one.name() + " " + one.position());
        }
        if (book.publishedOn() != null) {
            parts.add(dates.partial(book.publishedOn()));
        }
        String joined = String.join(DOT, parts);
        return book.authors().isEmpty() || parts.isEmpty() ? joined : DOT + joined;
    }
}
