package dev.colophon.shelf.pages;

import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.web.page.Dates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words by which pages speak of a shelf. */
public final class Labels {
    private static final String[] QUARTERS = {"", "¼", "½", "¾"};

    private Labels() {}

    public static String of(Status status) {
        return switch (status) {
            case WANT -> "Want to read";
            case READING -> "Reading";
            case PAUSED -> "Paused";
            case READ -> "Read";
            case DNF -> "Did not finish";
        };
    }

    static String of(Format format) {
        return switch (format) {
            case PAPERBACK -> "Paperback";
            case HARDCOVER -> "Hardcover";
            case EBOOK -> "E-book";
            case AUDIOBOOK -> "Audiobook";
            case OTHER -> "Other";
        };
    }

    /** Such as ★★★★½; empty without a rating. */
    public static String stars(@Nullable Rating rating) {
        return rating == null ? "" : "★".repeat(rating.quarters() / 4) + QUARTERS[rating.quarters() % 4];
    }

    public static String starsText(@Nullable Rating rating) {
        return rating == null ? "" : rating.stars().toPlainString() + " of 5 stars";
    }

    /** One read in a sentence; unknown days are left out and never guessed. */
    public static String of(Read read, Dates dates) {
        List<String> parts = new ArrayList<>();
        if (read.startedOn() != null) {
            parts.add("started " + dates.day(read.startedOn()));
        }
        if (read.outcome() == null) {
            parts.add("under way");
        } else {
            String how = read.outcome() == Outcome.DNF ? "given up" : "finished";
            parts.add(read.finishedOn() == null ? how : how + " " + dates.day(read.finishedOn()));
        }
        if (read.source() == Read.Source.IMPORT) {
            parts.add("imported");
        }
        String sentence = String.join(", ", parts);
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
