package dev.colophon.migration.run;

import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The physical copies of a SQLite file before it is migrated, beside it and named by level and
 * time: {@code colophon.sqlite3.before-migration-0007-20260102T030405.678Z}.
 */
public final class SafetyCopies {
    private static final Logger LOG = LoggerFactory.getLogger(SafetyCopies.class);
    private static final int KEPT = 3; // levels, the newest copy of each
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final MigratorConnections connections;
    private final Path database;
    private final SafetyCopy copier;
    private final InstantSource clock;

    public SafetyCopies(MigratorConnections connections, Path database, SafetyCopy copier, InstantSource clock) {
        this.connections = connections;
        this.database = database;
        this.copier = copier;
        this.clock = clock;
    }

    /**
     * Takes a copy.
     *
     * @throws StartFailure 74 when that is not possible; nothing was migrated then
     */
    public Path take(int level) {
        Path target = target(level, clock.instant());
        try {
            copier.into(target);
            forgetOldest();
            LOG.info("the database before migrating is kept in {}", target);
            return target;
        } catch (IOException | SQLException | RuntimeException e) {
            discard(target);
            throw failed(
                    target + ": " + MigrationFailures.text(e),
                    "make space for a second copy of the database and let this user write in that"
                            + " folder; BACKUP_BEFORE_MIGRATE=0 goes without a copy",
                    e);
        }
    }

    /** The database as it is now, in a connection of its own. */
    public void requireIntact() throws SQLException {
        try (Connection connection = connections.open()) {
            requireIntact(connection);
        }
    }

    /**
     * Writes the copy over the database, as one transaction of SQLite: a crash in the middle leaves
     * either, and a connection that is open sees the old data again instead of a deleted file.
     */
    public void putBack(Path copy) throws SQLException {
        try (var connection = connections.open();
                var statement = connection.createStatement()) {
            statement.executeUpdate("restore from '" + copy.toString().replace("'", "''") + "'");
            requireIntact(connection);
        }
        LOG.warn("the database is again as it was before migrating, from {}", copy);
    }

    private static void requireIntact(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA integrity_check")) {
            String answer = result.next() ? result.getString(1) : "no answer";
            if (!answer.equals("ok")) {
                throw new SQLException("the integrity check says: " + answer);
            }
        }
        requireReferences(connection);
    }

    /** Enforcing is off while migrating, so this is asked before each commit. */
    public static void requireReferences(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA foreign_key_check")) {
            if (result.next()) {
                throw new SQLException(
                        "a row of table " + result.getString(1) + " refers to a missing row of " + result.getString(3));
            }
        }
    }

    private Path target(int level, Instant now) {
        return sibling(".before-migration-%04d-%s".formatted(level, TIME.format(now)));
    }

    private Path sibling(String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }

    private void forgetOldest() throws IOException {
        String prefix = sibling(".before-migration-").getFileName().toString();
        List<Path> copies;
        try (var files = Files.list(sibling("").toAbsolutePath().getParent())) {
            copies = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        var newestFirst = copies.stream()
                .sorted(Comparator.comparing((Path file) -> stamp(file, prefix)).reversed())
                .toList();
        var levels = new HashSet<String>();
        for (Path copy : newestFirst) {
            // a start that fails again and again must not push out the copies of older levels
            if (!levels.add(level(copy, prefix)) || levels.size() > KEPT) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static String level(Path file, String prefix) {
        String rest = file.getFileName().toString().substring(prefix.length());
        return rest.substring(0, rest.indexOf('-'));
    }

    private static String stamp(Path file, String prefix) {
        String rest = file.getFileName().toString().substring(prefix.length());
        return rest.substring(rest.indexOf('-') + 1);
    }

    private static void discard(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            LOG.warn("cannot delete the broken copy {}: {}", target, e.toString());
        }
    }

    /**
     * @param cause null when nothing was tried
     */
    public static StartFailure failed(String why, String remedy, @Nullable Throwable cause) {
        return new StartFailure(ExitCode.SAFETY_COPY_FAILED, "copy the database before migrating", why, remedy, cause);
    }
}
