package dev.colophon.shelf.item;

import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.history.HistoryLine;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.shelf.pages.HowFar;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells where a reader stands: status, how far and since when, rating. */
final class StandingViews {
    private StandingViews() {}

    /**
     * @param today where the reader is
     */
    static ItemView.Standing of(
            EntryView entry, Map<UUID, List<ReadingProgress>> progress, LocalDate today, Dates dates) {
        Texts texts = dates.texts();
        Length length = Length.of(entry.book());
        Read open = entry.open().orElse(null);
        Rating rating = entry.facts().rating();
        ReadingProgress latest = entry.progress();
        return new ItemView.Standing(
                open != null,
                open == null ? "" : HowFar.since(entry.status(), open.startedOn(), today, texts),
                latest == null ? null : HistoryLine.of(latest, entry.id(), length, dates),
                Choices.statuses(entry.status(), texts),
                HistoryLine.units(
                        HowFar.unit(last(entry, progress), entry.facts().format(), length), texts),
                RatingField.of(rating),
                Labels.stars(rating),
                Labels.starsText(rating, texts));
    }

    /** Noted of the read that is open, or else of the newest. */
    private static @Nullable ReadingProgress last(EntryView entry, Map<UUID, List<ReadingProgress>> progress) {
        return entry.reads().isEmpty()
                ? null
                : progress.getOrDefault(entry.reads().getLast().id(), List.of()).stream()
                        .findFirst()
                        .orElse(null);
    }
}
