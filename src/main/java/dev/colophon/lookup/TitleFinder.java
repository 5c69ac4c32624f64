package dev.colophon.lookup;

import dev.colophon.catalogue.Isbn;
import dev.colophon.catalogue.numbered.NumberedBooks;
import dev.colophon.catalogue.numbered.NumberedBooks.Numbered;
import dev.colophon.lookup.LookupAnswer.Draft;
import dev.colophon.lookup.LookupAnswer.Outcome;
import dev.colophon.lookup.cover.CoverQueue;
import dev.colophon.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what books are called that are known by their ISBN alone, one after the other and slowly, for people who
 * look something up come first. The books themselves are the queue, so that a restart loses nothing; whoever was not
 * found rests for a while.
 */
final class TitleFinder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TitleFinder.class);
    static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration FOR_THE_LAST_QUESTION = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;

    /** About half of what Google allows this server in a day. */
    private static final int MOST_PER_DAY = 500;

    private static final int FAILURES_IN_A_ROW = 3;
    private static final int MOST_RESTING = 20_000;

    /** As long as the answer that nobody knows it is kept. */
    private static final Duration AFTER_MISS = Duration.ofDays(2);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

    private final Lookup lookup;
    private final CoverQueue covers;
    private final NumberedBooks books;
    private final InstantSource clock;
    private final Duration betweenQuestions;
    private final Map<UUID, Instant> resting = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("titles").daemon().factory());
    private LocalDate day = LocalDate.EPOCH;
    private volatile int askedToday;

    /**
     * @param betweenQuestions how long nothing is asked after each
     */
    TitleFinder(Lookup lookup, CoverQueue covers, NumberedBooks books, InstantSource clock, Duration betweenQuestions) {
        this.lookup = lookup;
        this.covers = covers;
        this.books = books;
        this.clock = clock;
        this.betweenQuestions = betweenQuestions;
    }

    /** Begins to work in a thread of its own. */
    void start() {
        executor.scheduleWithFixedDelay(
                this::quietly, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many titles were asked for since midnight. */
    int askedToday() {
        return askedToday;
    }

    private void quietly() {
        try {
            int named = run();
            if (named > 0) {
                LOG.info("{} books that were known by their ISBN alone have a title now", named);
            }
        } catch (Problem away) {
            LOG.debug("titles wait for the database: {}", away.detail());
        } catch (RuntimeException fault) {
            LOG.warn("titles could not be looked up; it is tried again", fault);
        }
    }

    /**
     * Goes over all of them once, until providers fail.
     *
     * @return how many have a title now
     */
    int run() {
        int named = 0;
        int failures = 0;
        List<Numbered> part = books.next("", AT_ONCE);
        while (!part.isEmpty()) {
            for (Numbered book : part) {
                if (isResting(book)) {
                    continue;
                }
                if (failures == FAILURES_IN_A_ROW || isDayOver() || isStopping()) {
                    return named;
                }
                Outcome outcome = ask(book);
                named += outcome == Outcome.HIT ? 1 : 0;
                failures = outcome == Outcome.UNAVAILABLE ? failures + 1 : 0;
            }
            part = books.next(part.getLast().isbn13(), AT_ONCE);
        }
        return named;
    }

    /** The cover first: once a book has its title, it is not come back to. */
    private Outcome ask(Numbered book) {
        // this thread alone writes it
        askedToday = askedToday + 1;
        LookupAnswer answer = lookup.find(LookupQuery.of(new Isbn(book.isbn13())));
        if (answer.drafts().isEmpty()) {
            boolean failed = answer.providers().stream().anyMatch(one -> one.outcome() == Outcome.UNAVAILABLE);
            rest(book, failed ? AFTER_FAILURE : AFTER_MISS);
            return failed ? Outcome.UNAVAILABLE : Outcome.MISS;
        }
        Draft found = answer.drafts().getFirst();
        // should it fail, the others have their turn
        rest(book, AFTER_FAILURE);
        String cover = found.book().cover();
        if (cover != null) {
            covers.fetch(book.id(), found.provider(), cover);
        }
        boolean named = books.name(book, found.book().facts());
        resting.remove(book.id());
        return named ? Outcome.HIT : Outcome.NOT_ASKED;
    }

    private boolean isResting(Numbered book) {
        Instant until = resting.get(book.id());
        return until != null && until.isAfter(clock.instant());
    }

    private void rest(Numbered book, Duration time) {
        if (resting.size() == MOST_RESTING) {
            // the kept answers know most of it
            resting.clear();
        }
        resting.put(book.id(), clock.instant().plus(time));
    }

    private boolean isDayOver() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            askedToday = 0;
        }
        return askedToday >= MOST_PER_DAY;
    }

    /** Waits between two questions. */
    private boolean isStopping() {
        try {
            return stopping.await(betweenQuestions.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(FOR_THE_LAST_QUESTION.toSeconds(), TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
