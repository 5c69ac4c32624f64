package dev.colophon.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.audience.Audience;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.people.Person;
import dev.colophon.people.Reach;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown of a shelf is read from it alone. */
@EveryDatabase
@Timeout(120)
class ProfilePlanTest {
    private static final int ENTRIES = 2_000;

    @Test
    void every_statement_reads_the_entries_of_one_reader_by_an_index(TestDatabase lent) {
        fill(lent);
        new Profiles(lent.database()).counts(person());
        Parameters page = own().and("after_added", LocalDate.of(9999, 12, 31))
                .and("after_id", Ids.LAST)
                .and("limit", 5);
        demandIndex(lent, "profile.shelf", page, "userbooks_by_added");
        demandIndex(lent, "profile.shelf-of-status", page.and("status", "read"), "userbooks_by_");
        demandIndex(lent, "profile.counts", own(), "userbooks_");
        demandIndex(
                lent,
                "profile.finished",
                own().and("first_day", LocalDate.of(2026, 1, 1))
                        .and("last_day", LocalDate.of(2026, 12, 31))
                        .and("limit", 12),
                "userbooks_");
        demandIndex(
                lent,
                "profile.notes",
                Parameters.of("id", UUID.randomUUID())
                        .and("reach", 1)
                        .and("after_at", Instant.EPOCH)
                        .and("after_id", Ids.LAST)
                        .and("limit", 20),
                "notes_by_userbook");
    }

    private static Person person() {
        return new Person(
                Ids.LAST,
                "x",
                "x",
                null,
                Audience.PUBLIC,
                null,
                Reach.PUBLIC,
                Person.Following.NONE,
                false,
                Instant.EPOCH);
    }

    private static void fill(TestDatabase lent) {
        Intake intake = new Intake(lent.database(), Clock.systemUTC(), List.of());
        List<UUID> readers = IntStream.range(0, 20)
                .mapToObj(number -> Readers.add(lent, "reader" + number).id())
                .toList();
        lent.database().write(session -> {
            for (int number = 0; number < ENTRIES; number++) {
                intake.take(
                        session,
                        readers.get(number % readers.size()),
                        Drafts.book("Book " + number, "Author " + number % 50),
                        Drafts.shelf(Status.values()[number % 5]));
            }
            return readers;
        });
        lent.run("""
                INSERT INTO notes (id, userbook_id, user_id, kind, body, search_key, visibility, version,
                    created_at, updated_at)
                SELECT id, id, user_id, 'note', 'Said', 'said', 'inherit', 1, created_at, created_at FROM userbooks
                """);
        lent.run("ANALYZE");
    }

    private static Parameters own() {
        return Parameters.of("owner_id", UUID.randomUUID()).and("reach", 1);
    }

    private static void demandIndex(TestDatabase lent, String name, Parameters parameters, String index) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan).as(name).contains(index).doesNotContain("Seq Scan on userbooks", "SCAN userbooks");
        }
    }
}
