package dev.colophon.feed;

import dev.colophon.account.audience.Visibility;
import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.feed.Event.Goal;
import dev.colophon.feed.Event.Kind;
import dev.colophon.shelf.Rating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of journals, for their readers. Each statement that takes an id from outside takes its owner too. */
final class JournalRepository {
    private static final Columns ALWAYS =
            Columns.of("id", "user_id", "kind", "visibility", "happened_at", "version", "updated_at");

    private static final Statement ADD =
            Statement.of("feed.entry-add", ALWAYS.and("userbook_id").insertInto("journals"));

    private static final Statement ADD_OF_READ = Statement.of(
            "feed.entry-add-of-read", ALWAYS.and("userbook_id", "read_id").insertInto("journals"));

    private static final Statement ADD_OF_NOTE = Statement.of(
            "feed.entry-add-of-note", ALWAYS.and("userbook_id", "note_id").insertInto("journals"));

    private static final Statement ADD_RATING = Statement.of(
            "feed.entry-add-rating", ALWAYS.and("userbook_id", "rating").insertInto("journals"));

    /** Noted again on the same day, the day counts from the later time on. */
    private static final Statement ADD_PROGRESS = Statement.of(
            "feed.entry-add-progress",
            ALWAYS.and("userbook_id", "read_id", "since_at", "until_at").insertInto("journals") + """
                     ON CONFLICT (read_id, since_at) DO UPDATE
                    SET happened_at = excluded.happened_at, updated_at = excluded.updated_at
                    WHERE journals.happened_at < excluded.happened_at
                    """);

    private static final Statement ADD_GOAL = Statement.of(
            "feed.entry-add-goal",
            ALWAYS.and("goal_year", "goal_metric", "goal_target").insertInto("journals")
                    + " ON CONFLICT (user_id, goal_year, goal_metric) WHERE goal_year IS NOT NULL DO NOTHING");

    private static final Statement REMOVE_GOAL = Statement.of("feed.entry-remove-goal", """
                    DELETE FROM journals
                    WHERE user_id = :user_id AND goal_year = :goal_year AND goal_metric = :goal_metric
                    """);

    private static final Statement RATE_AGAIN = Statement.of("feed.entry-rate-again", """
                    UPDATE journals
                    SET rating = :rating, happened_at = :now, version = version + 1, updated_at = :now
                    WHERE userbook_id = :userbook_id AND kind = 'rated' AND happened_at > :after
                    """);

    private static final Statement FORGET = Statement.of(
            "feed.entries-forget", "DELETE FROM journals WHERE userbook_id = :userbook_id AND kind = :kind");

    private static final Statement FORGET_END = Statement.of(
            "feed.entry-forget-end",
            "DELETE FROM journals WHERE read_id = :read_id AND kind IN ('finished', 'abandoned')");

    private static final Statement FORGET_EMPTY_DAYS = Statement.of("feed.entries-forget-empty-days", """
                    DELETE FROM journals WHERE read_id = :read_id AND kind = 'progress' AND NOT EXISTS (
                        SELECT 1 FROM progress p WHERE p.read_id = journals.read_id
                            AND p.reached_at >= journals.since_at AND p.reached_at < journals.until_at)
                    """);

    private static final Statement RENAME = Statement.of(
            "feed.entry-rename", "UPDATE journals SET kind = :kind WHERE note_id = :note_id AND kind <> :kind");

    private static final String FIND =
            "SELECT " + Event.COLUMNS + " FROM journals j" + Event.JOINS + "WHERE j.id = :id AND j.user_id = :user_id";

    private static final Statement BY_ID = Statement.of("feed.entry-by-id", FIND);

    /** Holds the row until the transaction ends; on SQLite the transaction holds everything. */
    private static final Statement LOCK = Statement.split("feed.entry-lock", FIND + " FOR NO KEY UPDATE OF j", FIND);

    private static final Statement CHANGE = Statement.of("feed.entry-change", """
                    UPDATE journals
                    SET comment = :comment, visibility = :visibility, version = version + 1, updated_at = :updated_at
                    WHERE id = :id AND user_id = :user_id
                    """);

    private static final Statement REMOVE =
            Statement.of("feed.entry-remove", "DELETE FROM journals WHERE id = :id AND user_id = :user_id");

    /** The page is cut off before books are joined. */
    private static final Statement PAGE = Statement.of(
            "feed.journal",
            "SELECT " + Event.COLUMNS + " FROM (SELECT j.* FROM journals j WHERE j.user_id = :user_id AND "
                    + FeedRepository.AFTER + FeedRepository.IN_ORDER + " LIMIT :limit) j" + Event.JOINS
                    + FeedRepository.IN_ORDER);

    void add(Session session, UUID reader, Kind kind, UUID entry, Instant now) {
        session.execute(ADD, always(reader, kind, now).and("userbook_id", entry));
    }

    void addOfRead(Session session, UUID reader, Kind kind, OfRead about, Instant now) {
        session.execute(ADD_OF_READ, always(reader, kind, now).and(about.parameters()));
    }

    /** A read of an entry. */
    record OfRead(UUID entry, UUID read) {
        private Parameters parameters() {
            return Parameters.of("userbook_id", entry).and("read_id", read);
        }
    }

    /** A day of a reader's: from when, until before when, and when in it something happened. */
    record Day(Instant since, Instant until, Instant happened) {}

    void addProgress(Session session, UUID reader, OfRead about, Day day) {
        session.execute(
                ADD_PROGRESS,
                always(reader, Kind.PROGRESS, day.happened())
                        .and(about.parameters())
                        .and("since_at", day.since())
                        .and("until_at", day.until()));
    }

    void addOfNote(Session session, UUID reader, Kind kind, OfNote about, Instant now) {
        session.execute(
                ADD_OF_NOTE,
                always(reader, kind, now).and("userbook_id", about.entry()).and("note_id", about.note()));
    }

    /** A note on an entry. */
    record OfNote(UUID entry, UUID note) {}

    void addGoal(Session session, UUID reader, Goal goal, Instant now) {
        session.execute(
                ADD_GOAL,
                always(reader, Kind.GOAL, now)
                        .and("goal_year", goal.year())
                        .and("goal_metric", goal.metric())
                        .and("goal_target", goal.target()));
    }

    void removeGoal(Session session, UUID reader, int year, Goal.Metric metric) {
        session.execute(
                REMOVE_GOAL,
                Parameters.of("user_id", reader).and("goal_year", year).and("goal_metric", metric));
    }

    /** One more, unless there is one that is younger than that; then it says this instead. */
    void rate(Session session, Rated rated, Instant after, Instant now) {
        long again = session.execute(
                RATE_AGAIN,
                Parameters.of("rating", rated.rating().quarters())
                        .and("userbook_id", rated.entry())
                        .and("after", after)
                        .and("now", now));
        if (again == 0) {
            session.execute(
                    ADD_RATING,
                    always(rated.reader(), Kind.RATED, now)
                            .and("userbook_id", rated.entry())
                            .and("rating", rated.rating().quarters()));
        }
    }

    /** That a reader gave stars to an entry. */
    record Rated(UUID reader, UUID entry, Rating rating) {}

    /** All of one kind that are about a shelf entry. */
    void forget(Session session, UUID entry, Kind kind) {
        session.execute(FORGET, Parameters.of("userbook_id", entry).and("kind", kind));
    }

    /** That a read came to an end. */
    void forgetEnd(Session session, UUID read) {
        session.execute(FORGET_END, Parameters.of("read_id", read));
    }

    /** Days of a read on which no progress is noted any more. */
    void forgetEmptyDays(Session session, UUID read) {
        session.execute(FORGET_EMPTY_DAYS, Parameters.of("read_id", read));
    }

    /** A note may become a quote. */
    void rename(Session session, UUID note, Kind kind) {
        session.execute(RENAME, Parameters.of("note_id", note).and("kind", kind));
    }

    Optional<JournalEntry> find(Session session, UUID reader, UUID id) {
        return session.first(BY_ID, JournalEntry::of, key(reader, id));
    }

    /** The reader's entry, which nobody else can change until the transaction ends. */
    Optional<JournalEntry> lock(Session session, UUID reader, UUID id) {
        return session.first(LOCK, JournalEntry::of, key(reader, id));
    }

    void change(Session session, UUID reader, UUID id, Remark remark, Instant now) {
        session.execute(
                CHANGE,
                key(reader, id)
                        .and("comment", remark.comment())
                        .and("visibility", remark.visibility())
                        .and("updated_at", now));
    }

    void remove(Session session, UUID reader, UUID id) {
        session.execute(REMOVE, key(reader, id));
    }

    List<JournalEntry> list(Session session, UUID reader, List<String> after, int limit) {
        return session.list(
                PAGE, JournalEntry::of, FeedRepository.place(after, limit).and("user_id", reader));
    }

    private static Parameters always(UUID reader, Kind kind, Instant at) {
        return Parameters.of("id", Ids.next())
                .and("user_id", reader)
                .and("kind", kind)
                .and("visibility", Visibility.INHERIT)
                .and("happened_at", at)
                .and("version", 1)
                .and("updated_at", at);
    }

    private static Parameters key(UUID reader, UUID id) {
        return Parameters.of("id", id).and("user_id", reader);
    }
}
