package dev.colophon.shelf.history;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.action.SaidProgress;
import dev.colophon.shelf.pages.HowFar;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form for one line of a history: as it is stored, or as it was typed, whether
 * that can be stored or not.
 *
 * @param day as browsers send it
 * @param version of what the form was filled in from
 */
record ProgressForm(@Nullable Unit unit, String amount, String day, OptionalLong version) {

    static ProgressForm of(ReadingProgress stored, Dates dates) {
        return new ProgressForm(
                stored.unit(),
                String.valueOf(stored.amount()),
                LocalDate.ofInstant(stored.reachedAt(), dates.zone()).toString(),
                OptionalLong.of(stored.version()));
    }

    static ProgressForm of(Form form) {
        return new ProgressForm(
                QueryParameters.constantOrNull(form.text("unit"), Unit.class),
                form.exact("amount"),
                form.exact("day"),
                form.version());
    }

    ProgressForm having(long other) {
        return new ProgressForm(unit, amount, day, OptionalLong.of(other));
    }

    List<Choice> units(Texts texts) {
        return HistoryLine.units(unit, texts);
    }

    /** For a hidden field. */
    String seen() {
        return version.isPresent() ? String.valueOf(version.getAsLong()) : "";
    }

    /**
     * What the reader says, at the hour that was noted, for the form knows days alone.
     *
     * @param today where the reader is; of this day it may be no later than now
     */
    SaidProgress said(Form sent, SaidProgress old, LocalDate today, ZoneId zone) {
        SaidProgress said = HowFar.said(sent);
        Instant reached = Objects.requireNonNull(old.reachedAt());
        LocalDate before = LocalDate.ofInstant(reached, zone);
        LocalDate typed = day(before);
        if (typed.equals(before)) {
            return new SaidProgress(said.unit(), said.amount(), reached);
        }
        Instant moved = reached.atZone(zone).with(typed).toInstant();
        return new SaidProgress(said.unit(), said.amount(), typed.equals(today) ? null : moved);
    }

    private LocalDate day(LocalDate before) {
        try {
            return day.isBlank() ? before : LocalDate.parse(day.strip());
        } catch (DateTimeException noDay) {
            throw Problem.invalid("day", "date", "A day is written like 2026-03-14.");
        }
    }
}
