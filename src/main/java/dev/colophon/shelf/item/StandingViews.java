package dev.colophon.shelf.item;

import static dev.colophon.shelf.item.ItemViews.choice;
import static dev.colophon.shelf.item.ItemViews.wire;

import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.item.ItemView.ProgressLine;
import dev.colophon.shelf.pages.HowFar;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Dates;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Tells where a reader stands: status, how far and since when, rating. */
final class StandingViews {
    private StandingViews() {}

    /**
     * @param today where the reader is
     */
    static ItemView.Standing of(EntryView entry, List<ReadingProgress> history, LocalDate today, Dates dates) {
        Length length = Length.of(entry.book());
        Read open = entry.open().orElse(null);
        Rating rating = entry.facts().rating();
        ReadingProgress latest = entry.progress();
        return new ItemView.Standing(
                open != null,
                open == null ? "" : HowFar.since(entry.status(), open.startedOn(), today),
                latest == null ? null : line(latest, length, dates),
                ItemViews.statuses(entry.status()),
                units(usual(entry, length, history)),
                history.stream().map(one -> line(one, length, dates)).toList(),
                RatingField.of(rating),
                Labels.stars(rating),
                Labels.starsText(rating));
    }

    private static ProgressLine line(ReadingProgress progress, Length length, Dates dates) {
        return new ProgressLine(
                progress.id().toString(),
                HowFar.position(progress, length),
                progress.percent(),
                dates.day(progress.reachedAt()));
    }

    /** What the reader counted in last, or else what fits the book. */
    private static Unit usual(EntryView entry, Length length, List<ReadingProgress> history) {
        if (!history.isEmpty()) {
            return history.getFirst().unit();
        }
        if (entry.facts().format() == Format.AUDIOBOOK && length.minutes() != null) {
            return Unit.MINUTE;
        }
        return length.pages() == null && entry.facts().format() == Format.EBOOK ? Unit.PERCENT : Unit.PAGE;
    }

    private static List<Choice> units(Unit usual) {
        return Stream.of(Unit.values())
                .map(unit -> choice(wire(unit), label(unit), wire(usual)))
                .toList();
    }

    private static String label(Unit unit) {
        return switch (unit) {
            case PAGE -> "page";
            case PERCENT -> "percent";
            case MINUTE -> "minute";
        };
    }
}
