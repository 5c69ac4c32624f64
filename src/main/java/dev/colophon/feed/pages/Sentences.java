package dev.colophon.feed.pages;

import dev.colophon.feed.Event;
import dev.colophon.feed.Event.Goal;
import dev.colophon.feed.Event.Kind;
import dev.colophon.feed.Event.Stretch;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The words by which pages speak of what somebody did. */
final class Sentences {
    /** The place of who did it. */
    static final String WHO = "{0}";

    /** The place of the title of the book. */
    static final String BOOK = "{1}";

    /** The place of how far, when or by how many stars. */
    static final String HOW = "{2}";

    private Sentences() {}

    /**
     * What was done, as words and places in the order of this language; a page puts links into the places.
     *
     * @param named whether it has a place for who did it
     */
    static List<String> pieces(Kind kind, boolean named, Texts texts) {
        String sentence = named ? texts.text("feed.did." + wire(kind)) : texts.text("feed.done." + wire(kind));
        return List.of(sentence.splitWithDelimiters("\\{\\d}", 0));
    }

    /** The same as plain text; what is empty leaves no gap. */
    static String plain(List<String> pieces, String who, String book, String how) {
        var sentence = new StringBuilder();
        for (String piece : pieces) {
            sentence.append(
                    switch (piece) {
                        case WHO -> who;
                        case BOOK -> book;
                        case HOW -> how;
                        default -> piece;
                    });
        }
        return sentence.toString().replace("  ", " ").strip();
    }

    /** How far or when; empty where nothing is to be said. */
    static String how(Event event, Dates dates) {
        if (event.progress() != null) {
            return of(event.progress(), dates.texts());
        }
        if (event.goal() != null) {
            return of(event.goal(), dates.texts());
        }
        LocalDate day = event.day();
        return day == null || day.equals(LocalDate.ofInstant(event.happenedAt(), dates.zone()))
                ? ""
                : dates.texts().text("feed.how.on_day", dates.day(day));
    }

    /** Pages and minutes are places in a book and no amounts. */
    private static String of(Stretch stretch, Texts texts) {
        String unit = wire(stretch.unit());
        String to = String.valueOf(stretch.to());
        return stretch.from() == null
                ? texts.text("feed.how.to_" + unit, to)
                : texts.text("feed.how.between_" + unit, String.valueOf(stretch.from()), to);
    }

    private static String of(Goal goal, Texts texts) {
        return texts.text("feed.goal." + wire(goal.metric()), goal.target(), String.valueOf(goal.year()));
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
