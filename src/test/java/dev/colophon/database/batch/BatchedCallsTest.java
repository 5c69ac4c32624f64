package dev.colophon.database.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchedCallsTest {
    /** What was asked for, query by query. */
    private final List<Set<Integer>> queries = new CopyOnWriteArrayList<>();

    private final Map<Integer, String> rows =
            new ConcurrentHashMap<>(Map.of(1, "one", 2, "two", 3, "three", 4, "four"));

    /** Each query takes one before it ends. */
    private final Semaphore mayEnd = new Semaphore(0);

    private final BatchedCalls<Integer, String> reads = new BatchedCalls<>(2, this::query);

    private Map<Integer, String> query(Set<Integer> keys) {
        queries.add(keys);
        Map<Integer, String> found =
                keys.stream().filter(rows::containsKey).collect(Collectors.toMap(k -> k, rows::get));
        try {
            mayEnd.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the connection broke");
        }
        if (keys.contains(-1)) {
            throw new IllegalStateException("the query failed");
        }
        return found;
    }

    /** A caller on a thread of its own that is waiting by now, for the query or for its turn. */
    private Caller start(int key) throws InterruptedException {
        FutureTask<Optional<String>> task = new FutureTask<>(() -> reads.call(key));
        Thread thread = Thread.ofVirtual().start(task);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        return new Caller(task, thread);
    }

    private record Caller(FutureTask<Optional<String>> answer, Thread thread) {}

    @Test
    void a_row_is_found_and_a_missing_one_is_not() {
        mayEnd.release(2);

        assertThat(reads.call(1)).contains("one");
        assertThat(reads.call(9)).isEmpty();
    }

    @Test
    void whoever_comes_while_two_queries_run_is_read_together_with_all_who_wait() throws Exception {
        Caller first = start(1);
        Caller second = start(2);
        List<Caller> waiting = List.of(start(3), start(4), start(3), start(9));

        mayEnd.release(3);

        assertThat(first.answer().get()).contains("one");
        assertThat(second.answer().get()).contains("two");
        assertThat(waiting.get(0).answer().get()).contains("three");
        assertThat(waiting.get(1).answer().get()).contains("four");
        assertThat(waiting.get(2).answer().get()).contains("three");
        assertThat(waiting.get(3).answer().get()).isEmpty();
        assertThat(queries).containsExactly(Set.of(1), Set.of(2), Set.of(3, 4, 9));
    }

    @Test
    void a_row_that_changed_while_others_read_it_is_seen_by_whoever_asks_then() throws Exception {
        Caller before = start(1);
        Caller other = start(2);
        rows.put(1, "changed");
        Caller after = start(1);

        mayEnd.release(3);

        assertThat(before.answer().get()).contains("one");
        assertThat(other.answer().get()).contains("two");
        assertThat(after.answer().get()).contains("changed");
    }

    @Test
    void a_failed_query_fails_for_all_that_were_in_it_and_for_nobody_after() throws Exception {
        start(1);
        start(2);
        Caller bad = start(-1);
        Caller companion = start(3);

        mayEnd.release(3);

        for (Caller caller : List.of(bad, companion)) {
            assertThatThrownBy(() -> caller.answer().get()).hasRootCauseMessage("the query failed");
        }
        mayEnd.release();
        assertThat(reads.call(3)).contains("three");
    }

    @Test
    void an_interrupted_caller_in_the_middle_of_a_query_costs_the_others_in_it_nothing() throws Exception {
        start(1);
        start(2);
        Caller leader = start(3);
        Caller companion = start(4);
        mayEnd.release();
        awaitQueries(3);

        leader.thread().interrupt();

        awaitQueries(4);
        mayEnd.release(2);
        assertThatThrownBy(() -> leader.answer().get()).hasRootCauseMessage("the connection broke");
        assertThat(companion.answer().get()).contains("four");
        assertThat(queries.getLast()).isEqualTo(Set.of(4));
    }

    @Test
    void a_caller_that_is_interrupted_while_it_waits_is_left_out() throws Exception {
        start(1);
        start(2);
        Caller gone = start(3);
        Caller patient = start(4);

        gone.thread().interrupt();

        assertThatThrownBy(() -> gone.answer().get())
                .rootCause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE));
        mayEnd.release(3);
        assertThat(patient.answer().get()).contains("four");
        assertThat(queries.getLast()).isEqualTo(Set.of(4));
    }

    @Test
    void nobody_waits_for_ever_however_callers_come_fail_and_leave() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BatchedCalls<Integer, Integer> busy = new BatchedCalls<>(2, keys -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                Thread.sleep(0, 20_000);
                if (keys.contains(7)) {
                    throw new IllegalStateException("an unlucky number");
                }
                return keys.stream().collect(Collectors.toMap(key -> key, key -> key * 10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            } finally {
                running.decrementAndGet();
            }
        });

        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 20_000; number++) {
                int key = number % 50;
                answers.add(
                        callers.submit((Callable<Integer>) () -> busy.call(key).orElseThrow()));
                if (number % 3 == 0) {
                    answers.get(number / 2).cancel(true);
                }
            }
        }

        long right = IntStream.range(0, answers.size())
                .filter(number -> answers.get(number).state() == Future.State.SUCCESS)
                .peek(number -> assertThat(answers.get(number).resultNow()).isEqualTo(number % 50 * 10))
                .count();
        assertThat(right).isPositive();
        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(busy.call(3)).contains(30);
    }

    private void awaitQueries(int number) throws InterruptedException {
        while (queries.size() < number) {
            Thread.sleep(1);
        }
    }
}
