package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway costs a fifth of the whole start; a start with nothing to migrate does without it. */
@Timeout(120)
class LoadedClassesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void flyway_is_loaded_only_when_something_is_pending(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder)) {
            assertThat(flywaysClasses(sandbox, "first.log")).isNotEmpty();

            assertThat(flywaysClasses(sandbox, "second.log")).isEmpty();
        }
    }

    private List<String> flywaysClasses(Sandbox sandbox, String name) throws Exception {
        Path log = folder.resolve(name);
        var child = MigrationChild.start(sandbox, "-Xlog:class+load:file=" + log);
        String answer = child.answer();
        assertThat(child.exitCode()).as(answer).isZero();
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).anyMatch(line -> line.contains(" dev.colophon.migration.Migrator "));
        return lines.stream().filter(line -> line.contains(" org.flywaydb")).toList();
    }
}
