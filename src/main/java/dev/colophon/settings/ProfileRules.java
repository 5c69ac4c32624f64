package dev.colophon.settings;

import static dev.colophon.settings.DatabaseVariables.BACKUP_BEFORE_MIGRATE;
import static dev.colophon.settings.DatabaseVariables.DATABASE_URL;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_HOST;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_PASSWORD;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_SSLROOTCERT;
import static dev.colophon.settings.ProgramVariables.MANAGEMENT_PORT;
import static dev.colophon.settings.ProgramVariables.PORT;
import static dev.colophon.settings.ServerVariables.ALLOWED_HOSTS;
import static dev.colophon.settings.ServerVariables.CORS_ALLOWED_ORIGINS;
import static dev.colophon.settings.ServerVariables.CSRF_TRUSTED_ORIGINS;
import static dev.colophon.settings.ServerVariables.DEBUG;

import dev.colophon.settings.DatabaseSettings.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What ports, hosts, origins, DEBUG and the database may be in each profile. */
final class ProfileRules {
    private final Values values;
    private final boolean forDevelopers;

    ProfileRules(Values values) {
        this.values = values;
        this.forDevelopers = values.profile() == Profile.LOCAL || values.profile() == Profile.TEST;
    }

    /** What every purpose reads; what is not read has its default, which breaks nothing. */
    void check() {
        checkPort(PORT);
        checkPort(MANAGEMENT_PORT);
        int port = values.get(PORT);
        if (port != 0 && port == values.get(MANAGEMENT_PORT)) {
            String rule = "is the port of both listeners, PORT and MANAGEMENT_PORT";
            Variable<?> given = values.isUnset(MANAGEMENT_PORT) ? PORT : MANAGEMENT_PORT;
            refuse(given, rule, "give them different ports");
        }
        checkAny(ALLOWED_HOSTS);
        checkOrigins(CORS_ALLOWED_ORIGINS);
        checkOrigins(CSRF_TRUSTED_ORIGINS);
        if (values.get(DEBUG) && !forDevelopers) {
            refuse(
                    DEBUG,
                    "must be off outside the profiles local and test, for it shows internals to" + " strangers",
                    "unset it; LOG_LEVEL=debug makes the log tell more");
        }
    }

    /** What PostgreSQL needs, for the purposes that use the database. */
    void checkPostgresql() {
        if (values.engine() != Engine.POSTGRESQL) {
            return;
        }
        if (values.profile() == Profile.PRODUCTION && values.isUnset(POSTGRES_PASSWORD)) {
            requirePassword();
        }
        values.find(POSTGRES_SSLROOTCERT).map(values::path).ifPresent(this::checkCertificate);
        if (values.get(BACKUP_BEFORE_MIGRATE)) {
            refuse(
                    BACKUP_BEFORE_MIGRATE,
                    "works with SQLite only for now",
                    "unset it, and back the PostgreSQL database up by its own means before an" + " upgrade");
        }
    }

    private void requirePassword() {
        if (values.isUnset(DATABASE_URL)) {
            values.require(POSTGRES_PASSWORD, "with PostgreSQL in the profile production");
        } else if (values.given(POSTGRES_HOST).isPresent()) {
            refuse(
                    DATABASE_URL,
                    "must have a password in the profile production",
                    "write postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
    }

    private void checkCertificate(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            refuse(
                    POSTGRES_SSLROOTCERT,
                    "must name a file that this user can read",
                    "mount the certificate, or mend the path");
        }
    }

    private void checkPort(Variable<Integer> variable) {
        if (values.get(variable) == 0 && !forDevelopers) {
            refuse(
                    variable,
                    "must be from 1 to 65535 outside the profiles local and test",
                    "for example " + variable.name() + "=" + variable.example());
        }
    }

    private void checkOrigins(Variable<List<String>> variable) {
        checkAny(variable);
        boolean http =
                values.find(variable).stream().flatMap(List::stream).anyMatch(origin -> origin.startsWith("http:"));
        if (http && values.profile() == Profile.PRODUCTION) {
            refuse(
                    variable,
                    "must have https origins only in the profile production",
                    "for example " + variable.name() + "=" + variable.example());
        }
    }

    private void checkAny(Variable<List<String>> variable) {
        boolean any = values.find(variable).orElse(List.of()).contains(AddressType.ANY);
        if (any && values.profile() != Profile.TEST) {
            refuse(
                    variable,
                    "must not be * outside the profile test",
                    "for example " + variable.name() + "=" + variable.example());
        }
    }

    private void refuse(Variable<?> variable, String rule, String remedy) {
        values.given(variable).ifPresent(given -> values.refuse(variable, given, new RuleBroken(rule, remedy)));
    }
}
