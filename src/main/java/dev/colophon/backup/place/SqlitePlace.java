package dev.colophon.backup.place;

import dev.colophon.backup.place.file.FileHold;
import dev.colophon.backup.place.file.FileSwap;
import dev.colophon.backup.place.file.KeptFiles;
import dev.colophon.backup.place.file.Settling;
import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A SQLite file; what is built is another file in its folder. */
final class SqlitePlace implements Place {
    private static final Logger LOG = LoggerFactory.getLogger(SqlitePlace.class);

    private final DatabaseSettings settings;
    private final Scripts scripts;
    private final InstantSource clock;
    private final FileHold hold;
    private final KeptFiles files;
    private @Nullable BuiltSchema<Path> built;

    private SqlitePlace(DatabaseSettings settings, Scripts scripts, InstantSource clock, FileHold hold) {
        this.settings = settings;
        this.scripts = scripts;
        this.clock = clock;
        this.hold = hold;
        this.files = new KeptFiles(settings.sqlitePath());
    }

    static SqlitePlace hold(DatabaseSettings settings, Scripts scripts, InstantSource clock) {
        DatabaseSettings absolute =
                settings.at(settings.sqlitePath().toAbsolutePath().normalize());
        FileHold hold = FileHold.take(absolute.sqlitePath(), MigrationTargets.of(absolute));
        SqlitePlace place = new SqlitePlace(absolute, scripts, clock, hold);
        try {
            place.files.sweep();
            return place;
        } catch (IOException failure) {
            place.close();
            throw failed("remove the remains of a restore", failure);
        }
    }

    @Override
    public MigrationTarget build(int level) {
        if (built != null) {
            throw new IllegalStateException("something is built already");
        }
        Path file = files.built(KeptData.newId());
        BuiltSchema<Path> next = new BuiltSchema<>(file, MigrationTargets.of(settings.at(file)), scripts);
        built = next;
        try {
            createForOwner(file);
        } catch (IOException failure) {
            throw failed("build beside the live data", failure);
        }
        next.raise(level);
        return next.target();
    }

    private static void createForOwner(Path file) throws IOException {
        boolean posix = Files.getFileAttributeView(file.getParent(), PosixFileAttributeView.class) != null;
        Files.createFile(
                file,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    @Override
    public void upgrade() {
        built().raise(scripts.neededLevel());
    }

    private BuiltSchema<Path> built() {
        if (built == null) {
            throw new IllegalStateException("nothing is built");
        }
        return built;
    }

    @Override
    public void swapIn(String what) {
        Path fresh = built().name();
        new Settling(settings.at(fresh)).demand();
        replace(fresh, what);
        built = null;
        LOG.info("{} is live in {}", what, settings.sqlitePath());
    }

    private void replace(Path fresh, String what) {
        Settling live = new Settling(settings);
        int level = live.level();
        live.settle();
        new FileSwap(files).replace(fresh, new KeptData(KeptData.newId(), clock.instant(), level, what, live.bytes()));
    }

    @Override
    public List<KeptData> kept() {
        return kept(files);
    }

    static List<KeptData> kept(KeptFiles files) {
        try {
            return files.list();
        } catch (IOException failure) {
            throw failed("list what is kept", failure);
        }
    }

    @Override
    public void swapBack(KeptData data) {
        try {
            Path file = files.find(data);
            replace(file, data.goingBack());
            files.giveCompanions(file);
        } catch (IOException failure) {
            throw failed("go back to kept data", failure);
        }
    }

    @Override
    public void mark(Statement statement, Parameters parameters) {
        MigrationTarget live = MigrationTargets.of(settings);
        try (Connection connection = live.open()) {
            live.session(connection).execute(statement, parameters);
        } catch (SQLException failure) {
            throw new StartFailure(
                    ExitCode.RESTORE_FAILED,
                    "mark the live data",
                    MigrationFailures.text(failure),
                    "let this user write " + settings.sqlitePath(),
                    failure);
        }
    }

    @Override
    public void forget(KeptData data) {
        forget(files, data);
    }

    static void forget(KeptFiles files, KeptData data) {
        try {
            files.delete(files.find(data));
        } catch (IOException failure) {
            throw failed("delete kept data", failure);
        }
    }

    private static StartFailure failed(String what, IOException failure) {
        return new StartFailure(
                ExitCode.RESTORE_FAILED,
                what,
                failure + "; the live data is as it was",
                "let this user write in the folder of the database",
                failure);
    }

    @Override
    public void close() {
        try {
            if (built != null) {
                files.delete(built.name());
            }
        } catch (IOException failure) {
            LOG.warn("what was built is left to the next restore to remove: {}", failure.toString());
        } finally {
            hold.close();
        }
    }
}
