package dev.colophon.lookup;

import dev.colophon.database.Columns;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.json.RawJson;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import dev.colophon.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are kept in the database, for all servers: what was found for a month, that
 * nothing was found for two days, that asking failed for two minutes.
 */
final class KeptAnswers {
    private static final Duration HIT_LIFE = Duration.ofDays(30);
    private static final Duration MISS_LIFE = Duration.ofDays(2);
    private static final Duration ERROR_LIFE = Duration.ofMinutes(2);

    /** Some kibibytes each; above it those go that would expire first. */
    private static final int MOST_ROWS = 10_000;

    private static final Columns CHANGED = Columns.of("outcome", "answer", "answered_at", "expires_at");

    private static final Statement FIND = Statement.of("lookup.answer-find", """
                    SELECT outcome, answer FROM lookup_answers
                    WHERE provider = :provider AND request_key = :request_key AND expires_at > :now
                    """);

    private static final Statement KEEP = Statement.of(
            "lookup.answer-keep",
            CHANGED.and("provider", "request_key").insertInto("lookup_answers")
                    + " ON CONFLICT (provider, request_key) DO UPDATE SET outcome = excluded.outcome,"
                    + " answer = excluded.answer, answered_at = excluded.answered_at,"
                    + " expires_at = excluded.expires_at");

    private static final Statement SWEEP =
            Statement.of("lookup.answers-sweep", "DELETE FROM lookup_answers WHERE expires_at <= :now");

    private static final Statement TRIM = Statement.of("lookup.answers-trim", """
                    DELETE FROM lookup_answers WHERE expires_at <=
                      (SELECT expires_at FROM lookup_answers ORDER BY expires_at DESC LIMIT 1 OFFSET :most)
                    """);

    private final Database database;
    private final InstantSource clock;
    private final int mostRows;

    KeptAnswers(Database database, InstantSource clock) {
        this(database, clock, MOST_ROWS);
    }

    /** For tests: with another bound. */
    KeptAnswers(Database database, InstantSource clock, int mostRows) {
        this.database = database;
        this.clock = clock;
        this.mostRows = mostRows;
    }

    /** Whose answer to which question. */
    record Key(Provider provider, String request) {
        private Parameters parameters() {
            return Parameters.of("provider", provider).and("request_key", request);
        }
    }

    /**
     * An answer.
     *
     * @param failed whether asking failed, so that nobody knows
     */
    record Kept(List<SourceBook> books, boolean failed) {
        List<SourceBook> orThrow() throws SourceFailure {
            if (failed) {
                throw new SourceFailure(Reason.FAILED_LATELY, "asking failed a moment ago");
            }
            return books;
        }
    }

    private enum Outcome {
        HIT,
        MISS,
        ERROR
    }

    private record Stored(Outcome outcome, @Nullable String answer) {
        static Stored of(Row row) {
            return new Stored(row.constant("outcome", Outcome.class), row.textOrNull("answer"));
        }
    }

    /** Empty when nobody asked lately, or another release wrote the answer in another form. */
    Optional<Kept> find(Key key) {
        Parameters parameters = key.parameters().and("now", clock.instant());
        return database.read(session -> session.first(FIND, Stored::of, parameters))
                .flatMap(KeptAnswers::kept);
    }

    private static Optional<Kept> kept(Stored stored) {
        if (stored.answer() == null) {
            return Optional.of(new Kept(List.of(), stored.outcome() == Outcome.ERROR));
        }
        try {
            return Optional.of(new Kept(List.of(new RawJson(stored.answer()).as(SourceBook[].class)), false));
        } catch (Problem otherForm) {
            return Optional.empty();
        }
    }

    void found(Key key, List<SourceBook> books) {
        if (books.isEmpty()) {
            keep(key, Outcome.MISS, null, MISS_LIFE);
        } else {
            keep(key, Outcome.HIT, Json.writeText(books), HIT_LIFE);
        }
    }

    void failed(Key key) {
        keep(key, Outcome.ERROR, null, ERROR_LIFE);
    }

    private void keep(Key key, Outcome outcome, @Nullable String answer, Duration life) {
        Instant now = clock.instant();
        Parameters row = key.parameters()
                .and("outcome", outcome)
                .and("answer", answer)
                .and("answered_at", now)
                .and("expires_at", now.plus(life));
        database.write(session -> session.execute(KEEP, row));
    }

    /** Removes what has expired, and what is too much. */
    void sweep() {
        Parameters now = Parameters.of("now", clock.instant());
        database.write(session -> session.execute(SWEEP, now));
        database.write(session -> session.execute(TRIM, Parameters.of("most", mostRows)));
    }
}
