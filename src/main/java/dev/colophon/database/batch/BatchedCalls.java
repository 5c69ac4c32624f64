package dev.colophon.database.batch;

import dev.colophon.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * Does what many callers ask for one by one together. While as many batches as may be are under way, whoever
 * comes waits and is part of the next one: a query costs the database nearly the same for one key as for ten, a
 * commit the same for one row as for ten, and so does the journey. A caller's batch always begins after the call,
 * so it sees whatever was committed before, and ends before the call does.
 *
 * <p>There is no thread of its own: of those who wait, the first runs the batch of all of them.
 */
public final class BatchedCalls<K, V> {
    /** In one batch. */
    public static final int MOST_CALLS = 64;

    private final int mostUnderWay;
    private final Function<Set<K>, Map<K, V>> work;
    private final ArrayDeque<BatchedCall<K, V>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param mostUnderWay how many batches at once; two keep the database busy while an answer is read
     * @param work does all of these, in a session of its own; what has no answer is left out
     */
    public BatchedCalls(int mostUnderWay, Function<Set<K>, Map<K, V>> work) {
        this.mostUnderWay = mostUnderWay;
        this.work = work;
    }

    /**
     * The answer to this call; callers with equal ones share it.
     *
     * @throws RuntimeException what the batch threw that it was part of
     * @throws Problem of kind UNAVAILABLE when the thread is interrupted while it waits
     */
    public Optional<V> call(K key) {
        BatchedCall<K, V> call = new BatchedCall<>(key);
        if (startsAtOnce(call)) {
            run(List.of(call));
        } else {
            List<BatchedCall<K, V>> batch = await(call);
            if (!batch.isEmpty()) {
                run(batch);
            }
        }
        return call.value();
    }

    private synchronized boolean startsAtOnce(BatchedCall<K, V> call) {
        boolean free = underWay < mostUnderWay;
        if (free) {
            underWay++;
        } else {
            waiting.add(call);
        }
        return free;
    }

    private List<BatchedCall<K, V>> await(BatchedCall<K, V> call) {
        try {
            return call.turn().get();
        } catch (ExecutionException failure) {
            throw failure(failure);
        } catch (InterruptedException interrupted) {
            leave(call);
            Thread.currentThread().interrupt();
            throw Problem.unavailable("stopping", "The work was interrupted.", 1);
        }
    }

    private static RuntimeException failure(ExecutionException thrown) {
        if (thrown.getCause() instanceof Error error) {
            throw error;
        }
        return thrown.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }

    /** Whoever was chosen to run a batch leaves it to the next of those in it. */
    private void leave(BatchedCall<K, V> call) {
        List<BatchedCall<K, V>> batch;
        synchronized (this) {
            call.leave();
            batch = call.batch();
        }
        if (!batch.isEmpty()) {
            startNext(batch.subList(1, batch.size()));
        }
    }

    private void run(List<BatchedCall<K, V>> batch) {
        List<BatchedCall<K, V>> others = batch.subList(1, batch.size());
        Map<K, V> found;
        try {
            found = work.apply(keys(batch));
        } catch (RuntimeException | Error failure) {
            // the interrupt of one caller is no failure of the others
            boolean own = Thread.currentThread().isInterrupted();
            startNext(own ? others : List.of());
            if (!own) {
                others.forEach(call -> call.turn().completeExceptionally(failure));
            }
            throw failure;
        }
        startNext(List.of());
        batch.forEach(call -> call.answer(found.get(call.key())));
    }

    private Set<K> keys(List<BatchedCall<K, V>> batch) {
        Set<K> keys = new LinkedHashSet<>();
        batch.forEach(call -> keys.add(call.key()));
        return keys;
    }

    /**
     * Lets the first of those who wait run the next batch, if anybody waits.
     *
     * @param again whose batch has to be run once more, before the others
     */
    private synchronized void startNext(List<BatchedCall<K, V>> again) {
        List<BatchedCall<K, V>> batch = new ArrayList<>(again);
        batch.removeIf(BatchedCall::isGone);
        while (batch.size() < MOST_CALLS && !waiting.isEmpty()) {
            BatchedCall<K, V> next = waiting.poll();
            if (!next.isGone()) {
                batch.add(next);
            }
        }
        if (batch.isEmpty()) {
            underWay--;
        } else {
            batch.getFirst().lead(batch);
        }
    }
}
