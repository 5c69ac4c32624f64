package dev.colophon.lookup;

import dev.colophon.lookup.KeptAnswers.Key;
import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The questions that are under way. Who asks the same waits for the one answer. They run on a few
 * threads of their own, for a name server that hangs would hold those that serve pages, and few may
 * wait for them, so that slow providers take no place from the rest of the program.
 */
final class Flights implements AutoCloseable {
    private static final int MOST_FLIGHTS = 8;
    private static final int MOST_WAITING = 24;

    /** For what is done once the provider's time is over. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final ConcurrentMap<Key, CompletableFuture<List<SourceBook>>> underWay = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Duration limit;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST_FLIGHTS,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("look-up-", 0).daemon().factory());

    /**
     * @param limit the longest that anybody waits for one answer
     */
    Flights(Duration limit) {
        this.limit = limit;
    }

    /** Asks a provider. */
    interface Question {
        List<SourceBook> ask(Deadline deadline) throws SourceFailure, InterruptedException;
    }

    /**
     * The answer to a question.
     *
     * @throws SourceFailure also of the reason BUSY, when too many are under way
     */
    List<SourceBook> join(Key key, Question question) throws SourceFailure {
        if (!waiting.tryAcquire()) {
            throw busy();
        }
        try {
            return await(underWay.computeIfAbsent(key, one -> begin(one, question)));
        } catch (RejectedExecutionException tooMany) {
            throw busy();
        } finally {
            waiting.release();
        }
    }

    private CompletableFuture<List<SourceBook>> begin(Key key, Question question) {
        CompletableFuture<List<SourceBook>> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                List<SourceBook> books = question.ask(Deadline.in(limit));
                underWay.remove(key, answer);
                answer.complete(books);
            } catch (Throwable failure) {
                // before anybody hears of it: who asks again afterwards must not get this answer again
                underWay.remove(key, answer);
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private List<SourceBook> await(CompletableFuture<List<SourceBook>> answer) throws SourceFailure {
        try {
            return answer.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new SourceFailure(Reason.SLOW, "it did not answer in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case SourceFailure known -> throw known;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }

    private static SourceFailure busy() {
        return new SourceFailure(Reason.BUSY, "as many look-ups as this server allows are under way");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
