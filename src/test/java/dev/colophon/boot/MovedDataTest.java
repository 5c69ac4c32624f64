package dev.colophon.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start on data that {@code db move} took elsewhere. */
@EveryDatabase
@Timeout(60)
class MovedDataTest {
    private static final String STATE = "SELECT level, moved_to FROM schema_state";

    @TempDir
    private Path folder;

    private final TestDatabase data;

    MovedDataTest(TestDatabase data) {
        this.data = data;
    }

    @Test
    void is_refused_and_names_the_new_home() {
        moveAway();
        assertRefused(Map.of());
    }

    @Test
    void is_refused_before_anything_is_migrated_whatever_the_mode() {
        moveAway();
        data.run("UPDATE schema_state SET level = level - 1");
        String before = String.valueOf(data.query(STATE));

        assertRefused(Map.of());
        assertRefused(Map.of("MIGRATIONS_STRICT", "0"));
        assertRefused(Map.of("RUN_MIGRATIONS", "0", "SCHEMA_WAIT_SECONDS", "0"));
        assertThat(data.query(STATE)).hasToString(before);
        assertThat(data.query("SELECT count(*) FROM migration_attempts WHERE exit_code = 15"))
                .containsExactly("0");
    }

    private void moveAway() {
        data.database().close();
        data.run("UPDATE schema_state SET moved_to = 'db.example/books'");
    }

    private void assertRefused(Map<String, String> mode) {
        Map<String, String> variables = new HashMap<>(mode);
        if (data.engine() == Engine.SQLITE) {
            variables.put("SQLITE_PATH", data.settings().sqlitePath().toString());
        } else {
            variables.put("POSTGRES_HOST", "127.0.0.1");
            variables.put(
                    "POSTGRES_PORT", Integer.toString(data.settings().endpoint().port()));
            variables.put("POSTGRES_DB", data.settings().name());
            variables.put("POSTGRES_USER", "postgres");
            variables.put("POSTGRES_PASSWORD", "unused");
        }
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> RunningColophon.start(folder, variables));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
        assertThat(failure.why()).isEqualTo("its data moved to db.example/books");
    }
}
