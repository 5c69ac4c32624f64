package dev.colophon.feed;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.progress.Position.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader did, as whoever may see it sees it. But for the rating, which is as it was given then, all
 * of it is read from what it is about, so that a correction there is one here.
 *
 * @param userbookId the shelf entry that it is about; null, as the book, for a goal alone
 * @param day the day when a read began or ended, as its reader says it; null where nobody knows
 * @param comment what the reader says of it
 */
public record Event(
        UUID id,
        Kind kind,
        @Nullable BookSummary book,
        @Nullable UUID userbookId,
        @Nullable LocalDate day,
        @Nullable Rating rating,
        @Nullable Stretch progress,
        @Nullable Goal goal,
        @Nullable String comment,
        Instant happenedAt) {

    /** What somebody can do. */
    public enum Kind {
        STARTED,
        /** All that was noted of a read on one day. */
        PROGRESS,
        FINISHED,
        ABANDONED,
        RATED,
        REVIEWED,
        NOTE,
        QUOTE,
        /** A goal was reached. */
        GOAL
    }

    /**
     * How far somebody came in a day.
     *
     * @param from where they were before, or first on that day; null when nobody knows, or in another unit
     */
    public record Stretch(Unit unit, @Nullable Integer from, int to) {}

    /** A goal of a year. */
    public record Goal(int year, Metric metric, int target) {
        /** What is counted. */
        public enum Metric {
            BOOKS,
            PAGES,
            MINUTES
        }
    }

    /** For a SELECT whose rows of {@code journals} are called {@code j}, with {@link #JOINS}. */
    static final String COLUMNS = Columns.of("id", "kind", "userbook_id", "note_id", "comment", "visibility")
                    .and("happened_at", "version", "updated_at", "goal_year", "goal_metric", "goal_target")
                    .list("j")
            + ", j.rating AS given, r.started_on, r.finished_on, p.unit, p.amount, q.unit AS from_unit,"
            + " q.amount AS from_amount, " + BookSummary.COLUMNS;

    static final String JOINS = """
             LEFT JOIN userbooks u ON u.id = j.userbook_id
            LEFT JOIN books b ON b.id = u.book_id
            LEFT JOIN reads r ON r.id = j.read_id
            LEFT JOIN progress p ON p.id = CASE WHEN j.since_at IS NULL THEN NULL ELSE (
                SELECT l.id FROM progress l
                WHERE l.read_id = j.read_id AND l.reached_at >= j.since_at AND l.reached_at < j.until_at
                ORDER BY l.reached_at DESC, l.id DESC LIMIT 1) END
            LEFT JOIN progress q ON q.id = CASE WHEN j.since_at IS NULL THEN NULL ELSE COALESCE(
                (SELECT l.id FROM progress l WHERE l.read_id = j.read_id AND l.reached_at < j.since_at
                    ORDER BY l.reached_at DESC, l.id DESC LIMIT 1),
                (SELECT l.id FROM progress l WHERE l.read_id = j.read_id AND l.reached_at >= j.since_at
                    ORDER BY l.reached_at, l.id LIMIT 1)) END
            """;

    static Event of(Row row) {
        Kind kind = row.constant("kind", Kind.class);
        return new Event(
                row.uuid("id"),
                kind,
                kind == Kind.GOAL ? null : BookSummary.of(row),
                row.uuidOrNull("userbook_id"),
                row.dateOrNull(kind == Kind.STARTED ? "started_on" : "finished_on"),
                Rating.of(row.integerOrNull("given")),
                stretch(row),
                goal(row),
                row.textOrNull("comment"),
                row.instant("happened_at"));
    }

    private static @Nullable Stretch stretch(Row row) {
        Unit unit = row.constantOrEmpty("unit", Unit.class).orElse(null);
        if (unit == null) {
            return null;
        }
        int to = row.integer("amount");
        Integer from = row.integerOrNull("from_amount");
        boolean known = from != null
                && from < to
                && row.constantOrEmpty("from_unit", Unit.class).orElse(null) == unit;
        return new Stretch(unit, known ? from : null, to);
    }

    private static @Nullable Goal goal(Row row) {
        Integer year = row.integerOrNull("goal_year");
        return year == null
                ? null
                : new Goal(year, row.constant("goal_metric", Goal.Metric.class), row.integer("goal_target"));
    }

    /** Where it stands in every list: latest first. */
    List<String> place() {
        return List.of(happenedAt.toString(), id.toString());
    }
}
