package dev.colophon.shelf.history;

import dev.colophon.shelf.pages.HowFar;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader had come on a day.
 *
 * @param text such as "page 210 of 388"
 * @param percent null when the length of the book is unknown
 * @param href where it is corrected
 */
public record HistoryLine(String text, @Nullable Integer percent, String when, String href) {

    public static HistoryLine of(ReadingProgress progress, UUID entryId, Length length, Dates dates) {
        return new HistoryLine(
                HowFar.position(progress, length, dates.texts()),
                progress.percent(),
                dates.day(progress.reachedAt()),
                HistoryPages.path(entryId) + "/" + progress.id());
    }

    /** Where everything that was noted of a read is shown. */
    public static String whole(UUID entryId, UUID readId) {
        return HistoryPages.path(entryId) + "?read=" + readId;
    }

    /** What a form offers to count in. */
    public static List<Choice> units(@Nullable Unit chosen, Texts texts) {
        return Stream.of(Unit.values())
                .map(unit -> {
                    String name = unit.name().toLowerCase(Locale.ROOT);
                    return new Choice(name, texts.text("shelf.form.in_" + name), unit == chosen);
                })
                .toList();
    }
}
