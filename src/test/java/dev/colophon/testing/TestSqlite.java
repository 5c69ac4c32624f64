package dev.colophon.testing;

import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;

/** SQLite files in temporary folders; each is a copy of one that was migrated once. */
public final class TestSqlite {
    private static final Path TEMPLATE = migrated();

    private TestSqlite() {}

    static TestDatabase create() {
        Path folder = folder();
        try {
            Path file = Files.copy(TEMPLATE, folder.resolve("colophon.sqlite3"), StandardCopyOption.COPY_ATTRIBUTES);
            return TestDatabase.of(settings(file), () -> delete(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Settings for a file that need not exist yet. */
    public static DatabaseSettings settings(Path file) {
        return TestSettings.database(Map.of("SQLITE_PATH", file.toString(), "DB_POOL_SIZE", "3"));
    }

    private static Path migrated() {
        Path folder = folder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Path file = folder.resolve("template.sqlite3");
        DatabaseSettings settings = settings(file);
        new DatabaseWait(settings, DatabaseWait.Time.REAL).await(settings.endpoint());
        Schema.bringUp(settings);
        return file;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("colophon-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
