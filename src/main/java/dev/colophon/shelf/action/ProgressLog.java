package dev.colophon.shelf.action;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position;
import dev.colophon.shelf.progress.ProgressRepository;
import dev.colophon.shelf.progress.ProgressRepository.Placed;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.text.FieldRules;
import dev.colophon.web.EntityTag;
import dev.colophon.web.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come. Progress belongs to the read that is open; noting it of a book that is
 * not being read opens one, and a book that was paused goes on. Whoever is not the owner gets
 * NOT_FOUND.
 */
public final class ProgressLog {
    /** By so much a caller's clock may be ahead. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final Shelf shelf;
    private final ProgressRepository rows = new ProgressRepository();

    public ProgressLog(Database database, Clock clock, Shelf shelf) {
        this.database = database;
        this.clock = clock;
        this.shelf = shelf;
    }

    /**
     * The progress of one read, latest first.
     *
     * @param read which; null means the one that is open, or else the newest
     * @param after the place of the last one that was shown; empty at the start
     */
    public Part<ReadingProgress> list(UUID userId, UUID id, @Nullable UUID read, List<String> after, int limit) {
        EntryView entry = shelf.entry(userId, id);
        List<Read> reads = entry.reads();
        if (reads.isEmpty() && read == null) {
            return Part.whole(List.of());
        }
        // the one that is open is the last
        UUID wanted = read == null ? reads.getLast().id() : read;
        return Part.of(
                database.read(session -> rows.list(session, id, wanted, after, limit + 1)),
                limit,
                one -> one,
                one -> List.of(one.reachedAt().toString(), one.id().toString()));
    }

    /**
     * The latest progress of every read of an entry, latest first, by the ids of the reads.
     *
     * @param limit of each read
     */
    public Map<UUID, List<ReadingProgress>> latest(EntryView entry, int limit) {
        return entry.reads().isEmpty()
                ? Map.of()
                : database.read(session -> rows.latest(session, entry.id(), limit)).stream()
                        .collect(Collectors.groupingBy(ReadingProgress::readId));
    }

    /** What was noted once. */
    public Placed progress(UUID userId, UUID progressId) {
        return database.read(session -> find(session, userId, progressId));
    }

    /** Notes progress of a book. */
    public ReadingProgress add(UUID userId, UUID id, SaidProgress said) {
        List<ReadingProgress> added = new ArrayList<>();
        shelf.change(userId, id, OptionalLong.empty(), (session, entry) -> {
            Length length = rows.length(session, id);
            Position position = Position.said(said.unit(), said.amount(), length);
            Instant at = moment(said.reachedAt());
            LocalDate day = LocalDate.ofInstant(at, shelf.zone(session, userId));
            List<Standing> stands = new ArrayList<>();
            ShelfEntry reading = shelf.restand(session, entry, old -> {
                Standing next = old.goingOn(day);
                stands.add(next);
                return next;
            });
            Read open = stands.getFirst().open().orElseThrow();
            demandStarted(open, day);
            added.add(rows.insert(session, open.id(), position, length, at));
            shelf.tellProgress(session, reading, open.id(), at);
            return reading.touched();
        });
        return added.getFirst();
    }

    /**
     * Corrects what was noted.
     *
     * @param version of what the caller has seen, if they said so
     */
    public ReadingProgress change(
            UUID userId, UUID progressId, OptionalLong version, UnaryOperator<SaidProgress> change) {
        UUID entryId = progress(userId, progressId).entryId();
        List<ReadingProgress> changed = new ArrayList<>();
        shelf.change(userId, entryId, OptionalLong.empty(), (session, entry) -> {
            ReadingProgress old = find(session, userId, progressId).progress();
            EntityTag.demand(version, old.version());
            SaidProgress said = change.apply(SaidProgress.of(old));
            Length length = rows.length(session, entryId);
            Position position = Position.said(said.unit(), said.amount(), length);
            Instant at = moment(said.reachedAt());
            changed.add(rows.update(session, old, position, length, at));
            if (changed.getFirst().equals(old)) {
                return entry;
            }
            shelf.tellProgressLost(session, entry, old.readId());
            shelf.tellProgress(session, entry, old.readId(), at);
            return entry.touched();
        });
        return changed.getFirst();
    }

    /**
     * Takes away what was noted; the read stays.
     *
     * @param version of what the caller has seen, if they said so
     */
    public void remove(UUID userId, UUID progressId, OptionalLong version) {
        UUID entryId = progress(userId, progressId).entryId();
        shelf.change(userId, entryId, OptionalLong.empty(), (session, entry) -> {
            ReadingProgress old = find(session, userId, progressId).progress();
            EntityTag.demand(version, old.version());
            rows.delete(session, entryId, progressId);
            shelf.tellProgressLost(session, entry, old.readId());
            return entry.touched();
        });
    }

    private Placed find(Session session, UUID userId, UUID progressId) {
        return rows.find(session, userId, progressId).orElseThrow(Problem::notFound);
    }

    private Instant moment(@Nullable Instant said) {
        Instant now = clock.instant();
        Instant at = Objects.requireNonNullElse(said, now).truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now.plus(CLOCK_ERROR))) {
            throw Problem.invalid("/reached_at", "in_future", "This moment has not come yet.");
        }
        var rules = new FieldRules();
        rules.date("/reached_at", LocalDate.ofInstant(at, ZoneOffset.UTC));
        rules.done();
        return at;
    }

    /** A day of grace, for days begin and end elsewhere at other moments. */
    private static void demandStarted(Read open, LocalDate day) {
        LocalDate start = open.startedOn();
        if (start != null && day.plusDays(1).isBefore(start)) {
            throw Problem.invalid("/reached_at", "before_start", "This read was started later.");
        }
    }
}
