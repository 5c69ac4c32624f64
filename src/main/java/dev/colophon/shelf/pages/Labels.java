package dev.colophon.shelf.pages;

import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words by which pages speak of a shelf. */
public final class Labels {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final String[] QUARTERS = {"", "¼", "½", "¾"};

    private Labels() {}

    static String of(Status status) {
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

    static String of(LocalDate day) {
        return DAY.format(day);
    }

    /** Such as ★★★★½; empty without a rating. */
    static String stars(@Nullable Rating rating) {
        return rating == null ? "" : "★".repeat(rating.quarters() / 4) + QUARTERS[rating.quarters() % 4];
    }

    static String starsText(@Nullable Rating rating) {
        return rating == null ? "" : rating.stars().toPlainString() + " of 5 stars";
    }

    /** One read in a sentence; unknown days are left out and never guessed. */
    public static String of(Read read) {
        List<String> parts = new ArrayList<>();
        if (read.startedOn() != null) {
            parts.add("started " + of(read.startedOn()));
        }
        if (read.outcome() == null) {
            parts.add("under way");
        } else {
            String how = read.outcome() == Outcome.DNF ? "given up" : "finished";
            parts.add(read.finishedOn() == null ? how : how + " " + of(read.finishedOn()));
        }
        if (read.source() == Read.Source.IMPORT) {
            parts.add("imported");
        }
        String sentence = String.join(", ", parts);
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** At most two letters that stand for a title where a cover would be. */
    static String initials(String title) {
        var initials = new StringBuilder();
        for (String word : title.split("\\s+")) {
            int letter = word.codePoints()
                    .filter(Character::isLetterOrDigit)
                    .findFirst()
                    .orElse(0);
            boolean article = word.equalsIgnoreCase("the") || word.equalsIgnoreCase("a");
            if (letter != 0 && !article && initials.codePointCount(0, initials.length()) < 2) {
                initials.appendCodePoint(Character.toUpperCase(letter));
            }
        }
        return initials.isEmpty() ? "·" : initials.toString();
    }
}
