package dev.colophon.feed;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.feed.Event.Goal;
import dev.colophon.people.Person;
import dev.colophon.problem.Problem;
import dev.colophon.web.EntityTag;
import dev.colophon.web.Part;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What readers did: their own journals, those of others, and what those did whom they follow. Whoever is not the owner
 * of an entry gets NOT_FOUND, as for what does not exist.
 */
public final class Journal {
    private final Database database;
    private final InstantSource clock;
    private final JournalRepository rows = new JournalRepository();
    private final FeedRepository others = new FeedRepository();

    public Journal(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The reader's own journal, latest first.
     *
     * @param after the place of the last entry that was shown; empty at the start
     */
    public Part<JournalEntry> own(UUID reader, List<String> after, int limit) {
        List<JournalEntry> found = database.read(session -> rows.list(session, reader, after, limit + 1));
        return Part.of(found, limit, entry -> entry, entry -> entry.event().place());
    }

    /**
     * One entry of the reader's.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public JournalEntry entry(UUID reader, UUID id) {
        return database.read(session -> rows.find(session, reader, id)).orElseThrow(Problem::notFound);
    }

    /**
     * Changes what the reader says of an entry, and who sees it.
     *
     * @param version the version that the caller has seen, if they said so
     */
    public JournalEntry change(UUID reader, UUID id, OptionalLong version, UnaryOperator<Remark> change) {
        return database.write(session -> {
            JournalEntry entry = rows.lock(session, reader, id).orElseThrow(Problem::notFound);
            EntityTag.demand(version, entry.version());
            Remark remark = change.apply(entry.remark());
            if (remark.equals(entry.remark())) {
                return entry;
            }
            rows.change(session, reader, id, remark, clock.instant());
            return rows.find(session, reader, id).orElseThrow(Problem::notFound);
        });
    }

    /** Takes an entry out of the journal; what it is about stays as it is. */
    public void remove(UUID reader, UUID id, OptionalLong version) {
        database.write(session -> {
            JournalEntry entry = rows.lock(session, reader, id).orElseThrow(Problem::notFound);
            EntityTag.demand(version, entry.version());
            rows.remove(session, reader, id);
            return id;
        });
    }

    /**
     * What somebody did, latest first.
     *
     * @param owner as the one who looks sees them
     * @throws Problem of kind NOT_FOUND when nothing of theirs may be seen
     */
    public Part<Event> ofPerson(Person owner, List<String> after, int limit) {
        if (!owner.isOpen()) {
            throw Problem.notFound();
        }
        List<Event> found = database.read(session -> others.ofPerson(session, owner, after, limit + 1));
        return Part.of(found, limit, event -> event, Event::place);
    }

    /** What those did whom the reader follows, latest first. */
    public Part<FeedEntry> feed(UUID reader, List<String> after, int limit) {
        List<FeedEntry> found = database.read(session -> others.feed(session, reader, after, limit + 1));
        return Part.of(found, limit, entry -> entry, entry -> entry.event().place());
    }

    /** How many of these came since a moment, up to a limit. */
    public int news(UUID reader, Instant since, int limit) {
        return database.read(session -> others.news(session, reader, since, limit));
    }

    /** Writes down that a goal is reached; once for each year and what is counted. */
    public void goalReached(Session session, UUID reader, Goal goal) {
        rows.addGoal(session, reader, goal, clock.instant());
    }

    /** A goal that was reached is so no more: it was changed or taken away, or what was counted was. */
    public void goalLost(Session session, UUID reader, int year, Goal.Metric metric) {
        rows.removeGoal(session, reader, year, metric);
    }
}
