package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.json.Json;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lists of an export walk an index and sort nothing. */
@EveryDatabase
@Timeout(120)
class ExportPlanTest {
    private static final UUID SOME = UUID.fromString("0190b0de-0000-7000-8000-000000000001");

    @Test
    void every_list_walks_its_index(TestDatabase test, @TempDir Path folder) {
        try (ExportApi api = new ExportApi(test, folder)) {
            filled(test, api);
            UUID mary = api.maryCaller.id();
            Parameters after = Parameters.of("after", Ids.FIRST).and("limit", 10);
            demandWalk(test, "shelf.entry-keys", Parameters.of("user_id", mary).and(after));
            Parameters moment = Parameters.of("after_at", Instant.EPOCH)
                    .and("after_id", Ids.FIRST)
                    .and("limit", 10);
            demandWalk(
                    test,
                    "shelf.progress-copies",
                    Parameters.of("read_id", SOME).and(moment));
            demandWalk(
                    test,
                    "journal.note-copies",
                    Parameters.of("userbook_id", SOME).and(moment));
        }
    }

    @Test
    void some_entries_are_found_by_their_ids(TestDatabase test, @TempDir Path folder) {
        try (ExportApi api = new ExportApi(test, folder)) {
            filled(test, api);
            Parameters ids = Parameters.of("user_id", api.maryCaller.id()).and("ids", Json.writeText(List.of(SOME)));
            for (String name : List.of(
                    "shelf.entry-copies", "shelf.entry-copies-tag-positions", "shelf.entry-copies-progressed")) {
                for (String plan : Plans.of(test, name, ids)) {
                    assertThat(plan).as(name).doesNotContain("SCAN u\n", "SCAN x\n");
                }
            }
        }
    }

    /** With an export, so that its statements are known by name. */
    private static void filled(TestDatabase test, ExportApi api) {
        api.fill();
        assertThat(ExportApi.export(api.mary, "colophon.zip")).isNotEmpty();
        test.run("ANALYZE");
    }

    private static void demandWalk(TestDatabase test, String name, Parameters parameters) {
        for (String plan : Plans.of(test, name, parameters)) {
            assertThat(plan).as(name).doesNotContain("TEMP B-TREE");
            if (test.engine() == Engine.SQLITE) {
                assertThat(plan).as(name).containsPattern("SEARCH [a-z]+ USING (COVERING )?INDEX");
            }
        }
    }
}
