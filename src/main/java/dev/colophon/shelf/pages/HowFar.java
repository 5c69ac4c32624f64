package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.SaidProgress;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Texts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Tells in words how far a reader has come, and since when they read. */
public final class HowFar {
    private HowFar() {}

    /** Such as "page 210 of 388". */
    public static String position(ReadingProgress progress, Length length, Texts texts) {
        String unit = Choices.value(progress.unit());
        Integer last = progress.unit() == Unit.PERCENT ? null : length.last(progress.unit());
        return last == null
                ? texts.text("shelf.far." + unit, progress.amount())
                : texts.text("shelf.far.of_all_" + unit, progress.amount(), last);
    }

    /** What the reader counted in last, or else what fits the book. */
    public static Unit unit(@Nullable ReadingProgress last, @Nullable Format format, Length length) {
        if (last != null) {
            return last.unit();
        }
        if (format == Format.AUDIOBOOK && length.minutes() != null) {
            return Unit.MINUTE;
        }
        return length.pages() == null && format == Format.EBOOK ? Unit.PERCENT : Unit.PAGE;
    }

    /**
     * What a form says, at this moment.
     *
     * @throws Problem of kind INVALID when it says no number
     */
    public static SaidProgress said(Form form) {
        Unit unit = QueryParameters.constantOrNull(form.text("unit"), Unit.class);
        try {
            Integer amount = form.text("amount").map(Integer::valueOf).orElse(null);
            return new SaidProgress(unit, amount, null);
        } catch (NumberFormatException noNumber) {
            throw Problem.invalid("amount", "range", "How far you have come is a whole number.");
        }
    }

    /**
     * Such as "reading for 12 days"; empty for a book that is not under way.
     *
     * @param startedOn null when nobody knows
     * @param today where the reader is
     */
    public static String since(Status status, @Nullable LocalDate startedOn, LocalDate today, Texts texts) {
        if (!Standing.isUnderWay(status)) {
            return "";
        }
        String doing = Choices.value(status);
        return startedOn == null
                ? texts.text("shelf.since." + doing)
                : texts.text("shelf.since.days_" + doing, Math.max(ChronoUnit.DAYS.between(startedOn, today), 0));
    }
}
