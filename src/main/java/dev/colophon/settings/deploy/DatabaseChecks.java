package dev.colophon.settings.deploy;

import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.DatabaseSettings.SslMode;
import dev.colophon.settings.MigrationSettings;
import dev.colophon.settings.Settings;
import java.util.Locale;

/** The way to the database, its roles, and its safety. */
final class DatabaseChecks {
    private static final int GOOD_PASSWORD_CHARACTERS = 16;

    private final DatabaseSettings database;
    private final MigrationSettings migration;
    private final Findings findings;

    DatabaseChecks(Settings settings, Findings findings) {
        this.database = settings.database();
        this.migration = settings.migration();
        this.findings = findings;
    }

    void check() {
        if (database.engine() == Engine.POSTGRESQL) {
            checkPostgresqlTransport();
            checkPostgresqlRoles();
        } else {
            checkSqlite();
        }
    }

    private void checkPostgresqlTransport() {
        if (TrustChecks.isOwnMachine(database.endpoint().host())) {
            return;
        }
        SslMode mode = database.sslMode();
        boolean verifies = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
        findings.add(
                !verifies && mode != SslMode.REQUIRE,
                "W025",
                "POSTGRES_SSLMODE",
                "is " + mode.label() + ": the connection may be in clear",
                "set POSTGRES_SSLMODE=verify-full with POSTGRES_SSLROOTCERT");
        findings.add(
                mode == SslMode.REQUIRE || mode == SslMode.VERIFY_CA,
                "W026",
                "POSTGRES_SSLMODE",
                "is " + mode.label() + ": another server may pass itself off as the database",
                "set POSTGRES_SSLMODE=verify-full");
        findings.add(
                verifies && database.sslRootCert().isEmpty(),
                "W027",
                "POSTGRES_SSLROOTCERT",
                "is not set: the certificate is looked for in the home folder of the user",
                "name the file with the certificate that signed the server's");
    }

    private void checkPostgresqlRoles() {
        String password = database.endpoint().password().value();
        findings.add(
                password.length() < GOOD_PASSWORD_CHARACTERS
                        || password.toLowerCase(Locale.ROOT).contains("colophon")
                        || password.equals(database.endpoint().user()),
                "W028",
                "POSTGRES_PASSWORD",
                "is missing, shorter than " + GOOD_PASSWORD_CHARACTERS + " characters or a name",
                "make a new one: openssl rand -base64 24");
        findings.add(
                database.migrator().user().equals(database.endpoint().user()),
                "W029",
                "POSTGRES_MIGRATOR_USER",
                "is the role that serves: an intruder could change or drop every table",
                "give migrations a role of their own; `colophon migrate` grants the other its" + " rights");
    }

    private void checkSqlite() {
        findings.add(
                database.sqliteOnNetwork(),
                "W030",
                "SQLITE_ON_NETWORK",
                "is on: on a network file system the database can be damaged",
                "move the file to a local disk, or use PostgreSQL");
        findings.add(
                !migration.backupBefore(),
                "W031",
                "BACKUP_BEFORE_MIGRATE",
                "is off: a damaged migration cannot be undone",
                "set BACKUP_BEFORE_MIGRATE=1");
    }
}
