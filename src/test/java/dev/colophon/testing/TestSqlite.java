package dev.colophon.testing;

import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;

/** SQLite files in temporary folders; each is a copy of one that was migrated once. */
public final class TestSqlite {
    private static final Endpoint NOWHERE = new Endpoint("", 0, "", new Secret(""));
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
        return new DatabaseSettings(
                Engine.SQLITE, NOWHERE, NOWHERE, "", "prefer", Optional.empty(), file, false, 3, 30, 5, 3, 1);
    }

    private static Path migrated() {
        Path folder = folder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Path file = folder.resolve("template.sqlite3");
        new DatabaseWait(settings(file), DatabaseWait.Time.REAL).await(NOWHERE);
        Schema.bringUp(settings(file));
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
