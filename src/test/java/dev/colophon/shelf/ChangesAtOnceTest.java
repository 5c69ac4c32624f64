package dev.colophon.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.ShelfListener.Change;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of facts that come at one moment, which are written together. */
@EveryDatabase
@Timeout(60)
class ChangesAtOnceTest {
    private static final Statement HOLD = Statement.split(
            "shelf.test-hold",
            "SELECT id FROM userbooks WHERE id = :id FOR NO KEY UPDATE",
            "SELECT id FROM userbooks WHERE id = :id");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger transactions = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);

    private TestDatabase rows;
    private Shelf shelf;
    private Caller mary;
    private Caller john;

    @BeforeEach
    void prepare(TestDatabase rows) {
        this.rows = rows;
        shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of(this::hear));
        mary = Readers.add(rows, "mary");
        john = Readers.add(rows, "john");
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.shutdownNow();
    }

    private void hear(Session session, Change change, ShelfEntry entry) {
        if ("slow".equals(entry.facts().location())) {
            transactions.incrementAndGet();
            await(goOn);
        }
        if ("refused".equals(entry.facts().location())) {
            throw new IllegalArgumentException("the listener fails");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private UUID add(Caller reader, String title) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of("Blue"));
        return shelf.add(reader.id(), new Shelf.Choice(null, null, Drafts.book(title, "x")), wanted)
                .entry()
                .id();
    }

    private Callable<EntryView> locate(Caller reader, UUID entry, String location, OptionalLong version) {
        return () -> shelf.changeFacts(
                reader.id(),
                entry,
                version,
                facts -> facts.with(it -> {
                    it.location = location;
                    it.copies = it.copies + 1;
                }));
    }

    /** Entries whose listener waits take both lanes, and the one writer of SQLite. */
    private List<Future<EntryView>> occupy() throws InterruptedException {
        List<UUID> entries = new ArrayList<>(List.of(add(mary, "Slow")));
        while (rows.engine() == Engine.POSTGRESQL && entries.size() < 2) {
            UUID next = add(mary, "Slow " + UUID.randomUUID());
            if (Math.floorMod(next.hashCode(), 2)
                    != Math.floorMod(entries.getFirst().hashCode(), 2)) {
                entries.add(next);
            }
        }
        List<Future<EntryView>> slow = new ArrayList<>();
        for (UUID entry : entries) {
            slow.add(threads.submit(locate(mary, entry, "slow", OptionalLong.empty())));
            while (transactions.get() < slow.size()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return slow;
    }

    @Test
    void each_is_written_once_and_answered_as_it_is_found_later() throws Exception {
        List<UUID> entries = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            entries.add(add(index % 2 == 0 ? mary : john, "Book " + index));
        }
        List<Future<EntryView>> slow = occupy();
        List<Future<EntryView>> answers = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            Caller reader = index % 2 == 0 ? mary : john;
            answers.add(threads.submit(locate(reader, entries.get(index), "shelf " + index, OptionalLong.of(1))));
        }
        TimeUnit.MILLISECONDS.sleep(200);
        goOn.countDown();

        for (int index = 0; index < 30; index++) {
            EntryView answer = answers.get(index).get();
            assertThat(answer.version()).isEqualTo(2);
            assertThat(answer.facts().location()).isEqualTo("shelf " + index);
            Caller reader = index % 2 == 0 ? mary : john;
            assertThat(shelf.entry(reader.id(), entries.get(index))).isEqualTo(answer);
        }
        for (Future<EntryView> one : slow) {
            assertThat(one.get().version()).isEqualTo(2);
        }
    }

    @Test
    void of_one_entry_none_is_lost_and_a_second_of_the_same_version_is_stale() throws Exception {
        UUID free = add(mary, "Free");
        UUID versioned = add(mary, "Versioned");
        List<Future<EntryView>> slow = occupy();
        List<Future<EntryView>> answers = new ArrayList<>();
        List<Future<EntryView>> stale = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            answers.add(threads.submit(locate(mary, free, "shelf " + index, OptionalLong.empty())));
            stale.add(threads.submit(locate(mary, versioned, "shelf " + index, OptionalLong.of(1))));
        }
        TimeUnit.MILLISECONDS.sleep(200);
        goOn.countDown();

        for (Future<EntryView> answer : answers) {
            answer.get();
        }
        assertThat(shelf.entry(mary.id(), free).facts().copies()).isEqualTo(10);
        assertThat(shelf.entry(mary.id(), free).version()).isEqualTo(11);
        int written = 0;
        for (Future<EntryView> one : stale) {
            try {
                assertThat(one.get().version()).isEqualTo(2);
                written++;
            } catch (ExecutionException refused) {
                assertThat(refused.getCause())
                        .isInstanceOfSatisfying(
                                Problem.class, it -> assertThat(it.kind()).isEqualTo(Kind.STALE));
            }
        }
        assertThat(written).isOne();
        assertThat(shelf.entry(mary.id(), versioned).facts().copies()).isOne();
        for (Future<EntryView> one : slow) {
            assertThat(one.get().version()).isEqualTo(2);
        }
    }

    @Test
    void one_that_fails_spoils_none_of_the_others() throws Exception {
        UUID refused = add(john, "Refused");
        List<UUID> entries = List.of(add(mary, "One"), add(mary, "Two"), add(mary, "Three"));
        occupy();
        Future<EntryView> failing = threads.submit(locate(john, refused, "refused", OptionalLong.empty()));
        List<Future<EntryView>> others = entries.stream()
                .map(entry -> threads.submit(locate(mary, entry, "here", OptionalLong.empty())))
                .toList();
        TimeUnit.MILLISECONDS.sleep(200);
        goOn.countDown();

        assertThatThrownBy(failing::get).hasRootCauseMessage("the listener fails");
        assertThat(shelf.entry(john.id(), refused).version()).isOne();
        for (Future<EntryView> other : others) {
            assertThat(other.get().version()).isEqualTo(2);
        }
    }

    @Test
    void an_entry_that_is_held_holds_up_its_own_change_alone() throws Exception {
        UUID held = add(john, "Held");
        UUID other = add(mary, "Other");
        CountDownLatch holds = new CountDownLatch(1);
        Future<Boolean> holder = threads.submit(() -> rows.database().write(session -> {
            session.list(HOLD, row -> row.uuid("id"), Parameters.of("id", held));
            holds.countDown();
            await(goOn);
            return true;
        }));
        await(holds);
        Future<EntryView> waiting = threads.submit(locate(john, held, "here", OptionalLong.empty()));
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(waiting.isDone()).isFalse();
        if (rows.engine() == Engine.POSTGRESQL) {
            assertThat(locate(mary, other, "here", OptionalLong.empty()).call().version())
                    .isEqualTo(2);
        }
        goOn.countDown();

        assertThat(waiting.get().version()).isEqualTo(2);
        assertThat(holder.get()).isTrue();
    }

    @Test
    void nobody_changes_anothers_entry() {
        UUID entry = add(mary, "Emma");

        assertThatThrownBy(
                        () -> locate(john, entry, "mine", OptionalLong.empty()).call())
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThat(shelf.entry(mary.id(), entry).version()).isOne();
    }
}
