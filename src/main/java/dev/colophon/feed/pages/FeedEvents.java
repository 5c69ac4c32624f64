package dev.colophon.feed.pages;

import dev.colophon.feed.FeedMetrics;
import dev.colophon.feed.Journal;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.EventStream;
import dev.colophon.web.answer.EventStream.Event;
import dev.colophon.web.page.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells the open page of the feed how much is new. Each stream asks the database, at every beat and by the statement
 * that decides what may be seen, so that it does not matter which instance somebody's entry was written by.
 */
public final class FeedEvents implements Routes {
    /** In how many windows one reader has the feed open. */
    private static final int MOST_OF_READER = 3;

    /** Of one instance, of all readers. */
    private static final int MOST = 200;

    private static final int MOST_NEWS = 99;
    private static final Duration USUAL_BEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofDays(1);

    private final Journal journal;
    private final Predicate<String> isGood;
    private final InstantSource clock;
    private final Duration beat;
    private final Map<UUID, Integer> open = new HashMap<>();
    private int all;

    /**
     * @param isGood whether the token of a reader is good still, who may be signed out or disabled meanwhile
     * @param beat shorter than a request may take, for so long nothing is sent
     */
    public FeedEvents(
            Journal journal, Predicate<String> isGood, InstantSource clock, Duration beat, FeedMetrics metrics) {
        this.journal = journal;
        this.isGood = isGood;
        this.clock = clock;
        this.beat = beat;
        metrics.watch(this::streams);
    }

    private synchronized int streams() {
        return all;
    }

    /** What fits a server whose requests may take so long. */
    public static Duration beat(int requestTimeoutSeconds) {
        return Duration.ofMillis(Math.min(USUAL_BEAT.toMillis(), requestTimeoutSeconds * 1_000L / 2));
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page("/feed/events").get(this::tell));
    }

    private void tell(Exchange exchange) throws IOException {
        UUID reader = exchange.caller().id();
        String token = exchange.token().orElseThrow();
        var news = new News(reader, since(exchange), exchange.dates().texts());
        enter(reader);
        try {
            exchange.stream(new EventStream(beat, LONGEST, () -> isGood.test(token), news).file());
        } finally {
            leave(reader);
        }
    }

    /** When the page was made, as it says itself; a day ago at most. */
    private Instant since(Exchange exchange) {
        Instant now = clock.instant();
        Instant said = exchange.query("since").map(text -> moment(text, now)).orElse(now);
        return said.isBefore(now.minus(OLDEST)) || said.isAfter(now) ? now : said;
    }

    private static Instant moment(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            return otherwise;
        }
    }

    private synchronized void enter(UUID reader) {
        if (all >= MOST || open.getOrDefault(reader, 0) >= MOST_OF_READER) {
            throw Problem.tooManyRequests("Too many pages wait for news; load this one again to see them.", 60);
        }
        all++;
        open.merge(reader, 1, Integer::sum);
    }

    private synchronized void leave(UUID reader) {
        all--;
        open.computeIfPresent(reader, (id, count) -> count == 1 ? null : count - 1);
    }

    /** Tells of a number once, in words; without any when nothing is new any more. */
    private final class News implements Supplier<Optional<Event>> {
        private final UUID reader;
        private final Instant since;
        private final Texts texts;
        private int told;

        private News(UUID reader, Instant since, Texts texts) {
            this.reader = reader;
            this.since = since;
            this.texts = texts;
        }

        @Override
        public Optional<Event> get() {
            int count = journal.news(reader, since, MOST_NEWS);
            if (count == told) {
                return Optional.empty();
            }
            told = count;
            return Optional.of(new Event("news", count == 0 ? "" : texts.text("feed.news", count)));
        }
    }
}
