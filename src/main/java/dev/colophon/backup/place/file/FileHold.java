package dev.colophon.backup.place.file;

import dev.colophon.database.sqlite.FileUse;
import dev.colophon.database.sqlite.HeldFile;
import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.run.MigrationLock;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** All locks on a SQLite file: of its users, of the instance that serves it, of migrators. */
public final class FileHold implements AutoCloseable {
    private static final String WHAT = "have the database for a restore";
    private static final Duration MIGRATORS_PATIENCE = Duration.ofSeconds(10);

    private final Path database;
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    private FileHold(Path database) {
        this.database = database;
    }

    /**
     * Takes them; the file itself need not exist.
     *
     * @param database absolute
     * @throws StartFailure 11 while another restore has it, 15 while it is served or used, 75 while
     *     it is migrated
     */
    public static FileHold take(Path database, MigrationTarget target) {
        FileHold hold = new FileHold(database);
        boolean complete = false;
        try {
            Files.createDirectories(database.getParent());
            hold.takeUse();
            hold.takeInstance();
            hold.held.push(MigrationLock.acquire(target, MIGRATORS_PATIENCE, new Interruption()));
            complete = true;
            return hold;
        } catch (IOException | SQLException failure) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    WHAT,
                    database + " cannot be locked: " + failure,
                    "let this user write in that folder",
                    failure);
        } finally {
            if (!complete) {
                hold.close();
            }
        }
    }

    private void takeUse() throws IOException {
        try {
            held.push(FileUse.alone(database));
        } catch (FileUse.Busy busy) {
            if (busy.isAlone()) {
                throw new StartFailure(
                        ExitCode.BACKUP_LOCKED,
                        WHAT,
                        "another restore of " + database + " runs in " + busy.holder(),
                        "wait until it has ended");
            }
            takeInstance();
            throw refused(busy.holder() + " uses " + database, "wait until that one has ended");
        }
    }

    private void takeInstance() throws IOException {
        try {
            held.push(HeldFile.hold(Path.of(database + ".lock")));
        } catch (HeldFile.Taken served) {
            throw refused(served.holder() + " serves " + database, "stop it first");
        }
    }

    private static StartFailure refused(String why, String remedy) {
        return new StartFailure(ExitCode.BACKUP_REFUSED, WHAT, why + "; nothing was changed", remedy);
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            MigrationLock.release(held.pop());
        }
    }
}
