package dev.colophon.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Session;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.ShelfListener.Change;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shelf offers to later rooms. */
@EveryDatabase
class ShelfTest {
    private final List<String> heard = new ArrayList<>();

    private TestDatabase rows;
    private Shelf shelf;
    private Caller mary;
    private Caller john;
    private boolean refusing;

    @BeforeEach
    void prepare(TestDatabase rows) {
        this.rows = rows;
        shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of(this::hear));
        mary = Readers.add(rows, "mary");
        john = Readers.add(rows, "john");
    }

    private void hear(Session session, Change change, ShelfEntry entry) {
        shelf.demandOwn(session, entry.userId(), entry.id());
        heard.add("%s %s %s at version %d".formatted(change, entry.status(), entry.tags(), entry.version()));
        if (refusing) {
            throw new IllegalStateException("the listener fails");
        }
    }

    private UUID add(String title) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of("Blue"));
        return shelf.add(mary.id(), new Shelf.Choice(null, null, Drafts.book(title, "x")), wanted)
                .entry()
                .id();
    }

    @Test
    void today_is_the_readers_own_day() {
        // an hour in which it is Tuesday at the date line and Monday where the server is
        Clock clock = Clock.fixed(Instant.parse("2026-05-04T11:00:00Z"), ZoneOffset.UTC);
        Shelf there = new Shelf(rows.database(), clock, List.of());
        var choice = new Shelf.Choice(null, null, Drafts.book("Emma", "x"));
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.READING, Day.TODAY, List.of());
        rows.run("UPDATE users SET time_zone = 'Pacific/Kiritimati' WHERE username = 'mary'");

        Read marys = there.add(mary.id(), choice, wanted).entry().reads().getFirst();
        Read johns = there.add(john.id(), choice, wanted).entry().reads().getFirst();

        assertThat(marys.startedOn()).isEqualTo(LocalDate.of(2026, 5, 5));
        assertThat(johns.startedOn()).isEqualTo(LocalDate.of(2026, 5, 4));
        var settled = new Caller(mary.id(), "mary", false, mary.tokenId(), null, ZoneId.of("Pacific/Kiritimati"), null);
        assertThat(there.today(settled)).isEqualTo(LocalDate.of(2026, 5, 5));
        assertThat(there.today(john)).isEqualTo(LocalDate.of(2026, 5, 4));
    }

    private void move(UUID entry, Status status) {
        new Reads(shelf).changeStatus(mary.id(), entry, OptionalLong.empty(), status, Day.UNKNOWN);
    }

    @Test
    void listeners_hear_of_every_change_and_of_nothing_else() {
        UUID entry = add("Emma");
        move(entry, Status.READING);
        move(entry, Status.READING);
        shelf.tag(mary.id(), entry, "red");
        shelf.tag(mary.id(), entry, "RED");
        shelf.changeFacts(mary.id(), entry, OptionalLong.empty(), facts -> facts.with(it -> it.copies = 1));
        UUID read = shelf.entry(mary.id(), entry).reads().getFirst().id();
        new Reads(shelf).change(mary.id(), read, old -> old.closed(Read.Outcome.DNF, null));
        long version = shelf.entry(mary.id(), entry).version();
        shelf.remove(mary.id(), entry, OptionalLong.empty());

        assertThat(version).isEqualTo(5);
        assertThat(heard)
                .containsExactly(
                        "ADDED WANT [Blue] at version 1",
                        "CHANGED READING [Blue] at version 2",
                        "CHANGED READING [Blue, red] at version 3",
                        "CHANGED READING [Blue, red] at version 4",
                        "CHANGED DNF [Blue, red] at version 5",
                        "REMOVED DNF [Blue, red] at version 5");
    }

    @Test
    void listeners_hear_of_imported_entries_too() {
        var intake = new Intake(rows.database(), Clock.systemUTC(), List.of(this::hear));
        for (Status status : List.of(Status.WANT, Status.READ, Status.READ)) {
            rows.database()
                    .write(session -> intake.take(session, mary.id(), Drafts.book("Emma", "x"), Drafts.shelf(status)));
        }

        assertThat(heard).containsExactly("ADDED WANT [] at version 1", "CHANGED READ [] at version 2");
    }

    @Test
    void a_listener_that_fails_rolls_the_change_back() {
        UUID entry = add("Emma");
        refusing = true;

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> add("Persuasion"),
                () -> move(entry, Status.READ),
                () -> shelf.remove(mary.id(), entry, OptionalLong.empty()))) {
            assertThatThrownBy(change).hasMessage("the listener fails");
        }

        EntryView kept = shelf.entry(mary.id(), entry);
        assertThat(kept.status()).isEqualTo(Status.WANT);
        assertThat(kept.reads()).isEmpty();
        assertThat(kept.version()).isEqualTo(1);
        assertThat(rows.query("SELECT title FROM books")).containsExactly("Emma");
    }

    @Test
    void an_entry_is_its_owners_alone() {
        UUID entry = add("Emma");

        rows.database().read(session -> {
            shelf.demandOwn(session, mary.id(), entry);
            for (UUID reader : List.of(john.id(), UUID.randomUUID())) {
                demandRefusal(() -> shelf.demandOwn(session, reader, entry));
            }
            demandRefusal(() -> shelf.demandOwn(session, mary.id(), UUID.randomUUID()));
            return entry;
        });
    }

    private static void demandRefusal(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.NOT_FOUND));
    }
}
