package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.SaidProgress;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Tells in words how far a reader has come, and since when they read. */
public final class HowFar {
    private HowFar() {}

    /** Such as "page 210 of 388". */
    public static String position(ReadingProgress progress, Length length) {
        Integer last = length.last(progress.unit());
        return switch (progress.unit()) {
            case PAGE -> "page " + progress.amount() + (last == null ? "" : " of " + last);
            case PERCENT -> progress.amount() + "\u00a0%";
            case MINUTE -> "minute " + progress.amount() + (last == null ? "" : " of " + last);
        };
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
    public static String since(Status status, @Nullable LocalDate startedOn, LocalDate today) {
        long days = startedOn == null ? -1 : Math.max(ChronoUnit.DAYS.between(startedOn, today), 0);
        return switch (status) {
            case READING -> "reading" + span(days);
            case PAUSED -> days < 0 ? "paused" : "paused, begun " + ago(days);
            case WANT, READ, DNF -> "";
        };
    }

    private static String span(long days) {
        if (days <= 1) {
            return days < 0 ? "" : " since " + ago(days);
        }
        return " for " + days + " days";
    }

    private static String ago(long days) {
        if (days <= 1) {
            return days == 0 ? "today" : "yesterday";
        }
        return days + " days ago";
    }
}
