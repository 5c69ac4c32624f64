package dev.colophon.backup;

import dev.colophon.backup.schedule.CronExpression;
import dev.colophon.backup.watch.NoticeSettings;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Secret;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.KeyStrength;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import dev.colophon.storage.StorageSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where backups are kept, for how long, who can read them, when they run and who hears of it.
 *
 * @param directory of the store DIR
 * @param keep how many of the kinds auto and manual
 * @param schedule of the kind auto inside a program that serves
 * @param recipients public keys; archives are encrypted for them when there is one
 * @param identity reads encrypted archives
 * @param scratch where working files of backups and restores go
 */
public record BackupSettings(
        Store store,
        Path directory,
        int keep,
        Optional<CronExpression> schedule,
        List<String> recipients,
        Optional<Secret> identity,
        Path scratch,
        NoticeSettings notices) {
    /** Kinds of places. */
    public enum Store {
        DIR,
        S3
    }

    private static final String TWICE_A_DAY = "0 2,14 * * *";

    public static final Group<BackupSettings> GROUP = new Group<>("Backups", Purpose.DATABASE, BackupSettings::of);

    public static final Variable<Store> BACKUP_STORE = GROUP.declare(
            "BACKUP_STORE",
            Type.choice(Store.class),
            Default.of("dir"),
            "where backups are kept: dir is the folder BACKUP_DIR, s3 the bucket of S3_*",
            "s3");

    private static final Variable<Path> BACKUP_DIR = GROUP.declare(
            "BACKUP_DIR",
            Type.path(),
            Default.of("the folder backups beside SQLITE_PATH, ./data/backups", BackupSettings::besideDatabase),
            "folder of backups; best on another disk than the database",
            "/mnt/backups/colophon");

    private static final Variable<Integer> BACKUP_KEEP = GROUP.declare(
            "BACKUP_KEEP",
            Type.number(1, 10_000),
            Default.of("30"),
            "how many backups of the schedule are kept, and as many again made by hand",
            "30");

    private static final Variable<Optional<CronExpression>> BACKUP_SCHEDULE = GROUP.declare(
            "BACKUP_SCHEDULE",
            BackupTypes.schedule(),
            Default.of(BackupTypes.NONE)
                    .in(
                            Profile.SINGLE_USER,
                            TWICE_A_DAY + " with SQLite, none with PostgreSQL",
                            values -> isSqlite(values) ? TWICE_A_DAY : BackupTypes.NONE),
            "when the server itself backs up; SQLite only, for of PostgreSQL's servers each would",
            TWICE_A_DAY);

    private static final Variable<List<String>> BACKUP_RECIPIENTS = GROUP.declare(
            "BACKUP_RECIPIENTS",
            BackupTypes.recipients(),
            Default.none("not set: archives are not encrypted"),
            "public keys that archives are encrypted for; any one of their secret keys reads them",
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p");

    private static final Variable<Secret> BACKUP_IDENTITY = GROUP.declare(
            "BACKUP_IDENTITY",
            Secret.TYPE,
            Default.none("not set"),
            "secret key that reads encrypted archives; needed to restore, to move and to verify"
                    + " deeper, never to back up",
            "the line AGE-SECRET-KEY-1... that age-keygen prints");

    private static final Variable<Path> BACKUP_SCRATCH_DIR = GROUP.declare(
            "BACKUP_SCRATCH_DIR",
            Type.path(),
            Default.of("the JVM's temporary folder", values -> System.getProperty("java.io.tmpdir")),
            "folder for working files, which may grow as large as the database; not in memory",
            "/var/tmp");

    private static final Variable<List<String>> BACKUP_NOTIFY_COMMAND = GROUP.declare(
            "BACKUP_NOTIFY_COMMAND",
            BackupTypes.command(),
            Default.none("not set"),
            "program that is run after each backup, with COLOPHON_BACKUP_* in its environment; no" + " shell reads it",
            "/usr/local/bin/backup-ended");

    private static final Variable<Secret> BACKUP_NOTIFY_URL = GROUP.declare(
            "BACKUP_NOTIFY_URL",
            Secret.TYPE,
            Default.none("not set"),
            "address that gets a signed POST after each backup",
            "an address such as https://hooks.example/backup, which may hold a key");

    private static final Variable<Secret> BACKUP_NOTIFY_SECRET = GROUP.declare(
            "BACKUP_NOTIFY_SECRET",
            Secret.TYPE,
            Default.none("not set; required with BACKUP_NOTIFY_URL"),
            "key that signs those POSTs, by HMAC-SHA256",
            "the output of: openssl rand -base64 48");

    /** Whether a server has anything to watch: backups are scheduled, kept in S3, or were made already. */
    public boolean areUsed() {
        return schedule.isPresent() || store == Store.S3 || Files.isDirectory(directory);
    }

    private static BackupSettings of(Values values) {
        Optional<CronExpression> schedule = values.get(BACKUP_SCHEDULE);
        if (schedule.isPresent() && !isSqlite(values)) {
            values.refuse(
                    BACKUP_SCHEDULE,
                    "works with SQLite only, where one server runs; of several each would back up",
                    "unset it, and run colophon backup create by the chart's CronJob, or by cron");
        }
        if (values.get(BACKUP_STORE) == Store.S3) {
            StorageSettings.require(values, "when BACKUP_STORE is s3");
        }
        Optional<Secret> identity = values.find(BACKUP_IDENTITY);
        if (identity.isPresent() && !BackupTypes.isIdentity(identity.get().value())) {
            values.refuse(BACKUP_IDENTITY, "must be a secret key of age");
        }
        return new BackupSettings(
                values.get(BACKUP_STORE),
                values.path(values.get(BACKUP_DIR)),
                values.get(BACKUP_KEEP),
                schedule,
                values.find(BACKUP_RECIPIENTS).orElse(List.of()),
                identity,
                values.path(values.get(BACKUP_SCRATCH_DIR)),
                notices(values));
    }

    private static NoticeSettings notices(Values values) {
        Optional<URI> address = values.find(BACKUP_NOTIFY_URL).flatMap(url -> address(url.value()));
        if (!values.isUnset(BACKUP_NOTIFY_URL)) {
            if (address.isEmpty()) {
                values.refuse(BACKUP_NOTIFY_URL, "must be an address of http or https, without user and fragment");
            }
            if (values.isUnset(BACKUP_NOTIFY_SECRET)) {
                values.require(BACKUP_NOTIFY_SECRET, "with BACKUP_NOTIFY_URL");
            }
        }
        Secret key = values.find(BACKUP_NOTIFY_SECRET).orElse(new Secret(""));
        KeyStrength.weakness(key.value(), KeyStrength.SHORTEST_CHARACTERS)
                .ifPresent(rule -> values.refuse(BACKUP_NOTIFY_SECRET, rule));
        return new NoticeSettings(values.find(BACKUP_NOTIFY_COMMAND).orElse(List.of()), address, key);
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            boolean plain = address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null;
            return http && plain ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException failure) {
            return Optional.empty();
        }
    }

    private static String besideDatabase(Values values) {
        return values.get(DatabaseSettings.SQLITE_PATH)
                .resolveSibling("backups")
                .toString();
    }

    private static boolean isSqlite(Values values) {
        return DatabaseSettings.engine(values) == Engine.SQLITE;
    }
}
