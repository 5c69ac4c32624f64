package dev.colophon.shelf.union;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.care.BookMerges;
import dev.colophon.database.Session;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.Status;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader changes an entry at the moment in which an admin merges its book; each may be first. */
@EveryDatabase
@Timeout(60)
class MergeAtOnceTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private TestDatabase rows;
    private Caller mary;
    private Caller admin;
    private Shelf shelf;
    private UUID keep;
    private UUID remove;

    @BeforeEach
    void prepare(TestDatabase rows) {
        this.rows = rows;
        mary = Readers.add(rows, "mary");
        admin = Readers.add(rows, "admin", true);
        shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of());
        Catalogue catalogue = new Catalogue(rows.database(), Clock.systemUTC());
        keep = catalogue.add(mary, Drafts.book("Emma", "Jane Austen")).book().id();
        remove = catalogue.add(mary, draft()).book().id();
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.shutdownNow();
    }

    private static BookDraft draft() {
        return Drafts.book("Emma!", "Jane Austen", null, Map.of("goodreads", "1"));
    }

    private UUID entry(UUID book) {
        return add(shelf, new Shelf.Choice(book, null, null)).id();
    }

    private EntryView add(Shelf with, Shelf.Choice choice) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        return with.add(mary.id(), choice, wanted).entry();
    }

    /** Stops within its transaction until it may go on. */
    private final class Stopping implements ShelfListener {
        @Override
        public void changed(Session session, Change change, ShelfEntry entry) {
            stop();
        }

        @Override
        public List<UUID> united(Session session, UUID from, UUID into) {
            stop();
            return List.of();
        }

        private void stop() {
            reached.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    private Callable<Object> merge(ShelfListener... listeners) {
        var merges = new BookMerges(
                rows.database(), Clock.systemUTC(), new ShelfUnion(Clock.systemUTC(), List.of(listeners)));
        return () ->
                merges.merge(admin, new BookMerges.Wanted(keep, remove, OptionalLong.empty(), OptionalLong.empty()));
    }

    private Callable<Object> review(Shelf with, UUID entry, OptionalLong version) {
        return () -> with.changeFacts(mary.id(), entry, version, facts -> facts.with(it -> it.review = "Good"));
    }

    /** Both, the second once the first is in the middle of it; the answer of the second. */
    private Future<Object> inTurn(Callable<Object> first, Callable<Object> second) throws Exception {
        Future<Object> one = threads.submit(first);
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        Future<Object> other = threads.submit(second);
        // long enough that it stands before the lock, and if not, nothing is lost but the proof
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(other.isDone()).isFalse();
        goOn.countDown();
        one.get();
        return other;
    }

    @Test
    void what_a_reader_is_writing_is_merged_once_it_is_written() throws Exception {
        UUID into = entry(keep);
        UUID from = entry(remove);
        Shelf slow = new Shelf(rows.database(), Clock.systemUTC(), List.of(new Stopping()));

        inTurn(review(slow, from, OptionalLong.empty()), merge()).get();

        EntryView entry = shelf.entry(mary.id(), into);
        assertThat(entry.facts().review()).isEqualTo("Good");
        assertThat(rows.query("SELECT id FROM userbooks")).containsExactly(into.toString());
    }

    @Test
    void what_a_reader_writes_during_a_merge_is_added_to_the_one_entry() throws Exception {
        UUID into = entry(keep);
        entry(remove);

        inTurn(merge(new Stopping()), review(shelf, into, OptionalLong.empty())).get();

        assertThat(shelf.entry(mary.id(), into).facts().review()).isEqualTo("Good");
        assertThat(shelf.entry(mary.id(), into).version()).isEqualTo(3);
    }

    @Test
    void what_a_reader_read_before_a_merge_is_stale_after_it() throws Exception {
        UUID into = entry(keep);
        UUID from = entry(remove);

        Future<Object> stale = inTurn(merge(new Stopping()), review(shelf, into, OptionalLong.of(1)));

        assertThatThrownBy(stale::get)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.STALE));
        assertThatThrownBy(review(shelf, from, OptionalLong.empty())::call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void a_book_that_is_being_put_on_a_shelf_is_merged_with_its_entry() throws Exception {
        Shelf slow = new Shelf(rows.database(), Clock.systemUTC(), List.of(new Stopping()));

        inTurn(() -> add(slow, new Shelf.Choice(remove, null, null)), merge()).get();

        assertThat(rows.query("SELECT book_id FROM userbooks")).containsExactly(keep.toString());
    }

    @Test
    void a_book_that_is_being_merged_is_put_on_a_shelf_as_the_one_it_became() throws Exception {
        entry(keep);
        entry(remove);
        Caller john = Readers.add(rows, "john");
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());

        inTurn(merge(new Stopping()), () -> shelf.add(john.id(), new Shelf.Choice(null, null, draft()), wanted))
                .get();

        assertThat(rows.query("SELECT DISTINCT book_id FROM userbooks")).containsExactly(keep.toString());
        assertThatThrownBy(() -> shelf.add(john.id(), new Shelf.Choice(remove, null, null), wanted))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.INVALID));
    }

    @Test
    void two_admins_who_merge_the_same_books_merge_them_once() throws Exception {
        entry(keep);
        entry(remove);

        Future<Object> second = inTurn(merge(new Stopping()), merge());

        assertThatThrownBy(second::get).cause().isInstanceOf(Problem.class);
        assertThat(rows.query("SELECT count(*) FROM book_merges")).containsExactly("1");
    }
}
