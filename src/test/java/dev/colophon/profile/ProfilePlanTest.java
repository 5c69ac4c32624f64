package dev.colophon.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown of a shelf is read from it alone. */
@EveryDatabase
@Timeout(120)
class ProfilePlanTest {
    @Test
    void every_statement_reads_the_entries_of_one_reader_by_an_index(TestDatabase lent) {
        try (ProfileApi api = new ProfileApi(lent)) {
            for (int reader = 0; reader < 8; reader++) {
                TestClient client = api.reader("reader" + reader, "public");
                for (int book = 0; book < 12; book++) {
                    api.entry(client, "Book " + book + " of " + reader, "status", "read", "on", "2026-01-02");
                }
            }
            lent.run("ANALYZE");
            Parameters page = own()
                    .and("after_added", LocalDate.of(9999, 12, 31))
                    .and("after_id", Ids.LAST)
                    .and("limit", 5);
            demandIndex(lent, "profile.shelf", page, "userbooks_by_added");
            demandIndex(lent, "profile.shelf-of-status", page.and("status", "read"), "userbooks_by_status");
            demandIndex(lent, "profile.counts", own(), "userbooks_");
            demandIndex(
                    lent,
                    "profile.finished",
                    own().and("first_day", LocalDate.of(2026, 1, 1))
                            .and("last_day", LocalDate.of(2026, 12, 31))
                            .and("limit", 12),
                    "userbooks_");
        }
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
