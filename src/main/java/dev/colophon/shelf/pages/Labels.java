package dev.colophon.shelf.pages;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Status;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words by which pages speak of a shelf. */
public final class Labels {
    private static final String[] QUARTERS = {"", "¼", "½", "¾"};

    private Labels() {}

    public static String of(Status status, Texts texts) {
        return texts.text("shelf.status." + Choices.value(status));
    }

    public static String of(Format format, Texts texts) {
        return texts.text("shelf.format." + Choices.value(format));
    }

    /** Such as ★★★★½; empty without a rating. */
    public static String stars(@Nullable Rating rating) {
        return rating == null ? "" : "★".repeat(rating.quarters() / 4) + QUARTERS[rating.quarters() % 4];
    }

    /** The same for who cannot see it; empty without a rating. */
    public static String starsText(@Nullable Rating rating, Texts texts) {
        return rating == null ? "" : texts.text("shelf.stars.of_five", rating.stars());
    }

    /** Who wrote a book and when it came out. */
    public static String byline(BookSummary book, Dates dates) {
        String published = book.publishedOn() == null ? "" : dates.partial(book.publishedOn());
        return Stream.of(String.join(", ", book.authors()), published)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** One read in a sentence; unknown days are left out and never guessed. */
    public static String of(Read read, Dates dates) {
        Texts texts = dates.texts();
        List<String> parts = new ArrayList<>();
        if (read.startedOn() != null) {
            parts.add(texts.text("shelf.read.started", dates.day(read.startedOn())));
        }
        parts.add(end(read, dates));
        if (read.source() == Read.Source.IMPORT) {
            parts.add(texts.text("shelf.read.imported"));
        }
        String sentence = String.join(", ", parts);
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String end(Read read, Dates dates) {
        if (read.outcome() == null) {
            return dates.texts().text("shelf.read.under_way");
        }
        String outcome = Choices.value(read.outcome());
        return read.finishedOn() == null
                ? dates.texts().text("shelf.read." + outcome)
                : dates.texts().text("shelf.read.on_a_day_" + outcome, dates.day(read.finishedOn()));
    }
}
