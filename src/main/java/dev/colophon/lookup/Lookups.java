package dev.colophon.lookup;

import dev.colophon.catalogue.numbered.NumberedBooks;
import dev.colophon.database.Database;
import dev.colophon.lookup.cover.Album;
import dev.colophon.lookup.cover.CoverQueue;
import dev.colophon.lookup.http.Fetcher;
import dev.colophon.lookup.http.LookupMetrics;
import dev.colophon.lookup.port.BookSource;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.Settings;
import dev.colophon.web.Routes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Look-ups and covers as the settings want them, put together. */
public final class Lookups implements AutoCloseable {
    /** How often {@link #sweep} is called. */
    public static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

    private final Fetcher fetcher;
    private final Flights flights;
    private final KeptAnswers kept;
    private final Lookup lookup;
    private final CoverQueue covers;
    private final TitleFinder titles;
    private final boolean asksAnybody;

    /**
     * @param album takes the covers of books that are added
     */
    public Lookups(Settings all, Database database, Clock clock, Meters meters, Album album) {
        LookupSettings settings = all.get(LookupSettings.GROUP);
        LookupMetrics metrics = new LookupMetrics(meters);
        this.fetcher = new Fetcher(Sources.userAgent(settings.contact()));
        this.flights = new Flights(settings.limit());
        this.kept = new KeptAnswers(database, clock);
        Sources made = new Sources(settings, fetcher, metrics, clock);
        List<BookSource> sources = made.all();
        this.lookup = new Lookup(settings, sources, kept, flights, metrics);
        this.covers = new CoverQueue(made.covers(sources), album, metrics);
        this.titles = new TitleFinder(
                lookup, covers, new NumberedBooks(database, clock), clock, TitleFinder.BETWEEN_QUESTIONS);
        this.asksAnybody = !sources.isEmpty();
    }

    /** Begins to look up, in the background, the titles of books that are known by their ISBN alone. */
    public void start() {
        if (asksAnybody) {
            titles.start();
        }
    }

    /** The endpoint of the API. */
    public Routes routes() {
        return new LookupRoutes(lookup);
    }

    public Lookup lookup() {
        return lookup;
    }

    public CoverQueue covers() {
        return covers;
    }

    /**
     * What is done in the background; also as JSON.
     *
     * @param coversWaiting to be fetched
     * @param titlesAskedToday since midnight UTC, or on the last day that any were
     */
    public record Standing(int coversWaiting, int titlesAskedToday) {}

    public Standing standing() {
        return new Standing(covers.waiting(), titles.askedToday());
    }

    /** Removes kept answers that have expired. */
    public void sweep() {
        kept.sweep();
    }

    @Override
    public void close() {
        titles.close();
        flights.close();
        covers.close();
        fetcher.close();
    }
}
