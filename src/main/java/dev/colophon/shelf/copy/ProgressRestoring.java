package dev.colophon.shelf.copy;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ProgressRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts progress of an export back; what is there already stays as it is. */
public final class ProgressRestoring {
    private static final Statement READS = Statement.of(
            "shelf.progress-restoring-reads",
            "SELECT u.id" + Read.GATHERED + " FROM userbooks u WHERE u.id = :id AND u.user_id = :user_id");

    private static final Statement KNOWN = Statement.of("shelf.progress-restoring-known", """
                    SELECT unit, amount, reached_at FROM progress
                    WHERE read_id = :read_id AND reached_at >= :first AND reached_at <= :last
                    """);

    private static final Length ANY_LENGTH = new Length(null, null);

    private final ProgressRepository progress = new ProgressRepository();

    private record Reached(Unit unit, int amount, Instant at) {
        static Reached of(Row row) {
            return new Reached(row.constant("unit", Unit.class), row.integer("amount"), row.instant("reached_at"));
        }
    }

    /**
     * Notes what is not noted yet, inside the caller's transaction.
     *
     * @return what was noted; empty when the read is not there
     * @throws Problem of kind INVALID when a position is none, or there are too many
     */
    public Optional<List<AddedProgress>> add(Session session, UUID reader, UUID entryId, ProgressOfRead given) {
        Optional<UUID> read = read(session, reader, entryId, given);
        return read.isEmpty() || given.lines().isEmpty()
                ? Optional.empty()
                : Optional.of(add(session, entryId, read.get(), given.lines()));
    }

    private List<AddedProgress> add(Session session, UUID entryId, UUID read, List<ProgressCopy> lines) {
        Set<Reached> known = known(session, read, lines);
        Length length = progress.length(session, entryId);
        List<AddedProgress> added = new ArrayList<>();
        for (ProgressCopy line : lines) {
            if (known.add(new Reached(line.unit(), line.amount(), line.reachedAt()))) {
                Position position = Position.said(line.unit(), line.amount(), ANY_LENGTH);
                added.add(AddedProgress.of(progress.insert(session, read, position, length, line.reachedAt())));
            }
        }
        return added;
    }

    private static Optional<UUID> read(Session session, UUID reader, UUID entryId, ProgressOfRead given) {
        List<Read> reads = session.first(
                        READS, Read::gathered, Parameters.of("id", entryId).and("user_id", reader))
                .orElseThrow(Problem::notFound);
        return reads.stream()
                .filter(given.read()::isOf)
                .skip(given.same())
                .findFirst()
                .map(Read::id);
    }

    private static Set<Reached> known(Session session, UUID read, List<ProgressCopy> lines) {
        return new HashSet<>(session.list(
                KNOWN,
                Reached::of,
                Parameters.of("read_id", read)
                        .and("first", lines.getFirst().reachedAt())
                        .and("last", lines.getLast().reachedAt())));
    }
}
