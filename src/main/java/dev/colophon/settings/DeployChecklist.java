package dev.colophon.settings;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.EffectiveValue.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is allowed and yet unwise on a server that others can reach. The ids stay for ever; a check
 * that goes leaves a gap. It looks at the settings alone and asks nobody.
 */
public final class DeployChecklist {
    private static final int GOOD_KEY_CHARACTERS = 50;
    private static final int GOOD_KEY_DIFFERENT_CHARACTERS = 16;
    private static final int GOOD_PASSWORD_CHARACTERS = 16;
    private static final int LONGEST_TOKEN_MINUTES = 43_200;
    private static final int MOST_LOGIN_ATTEMPTS = 30;
    private static final int SHORTEST_PREFIX_BITS = 8;
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Settings settings;
    private final List<EffectiveValue> effective;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * One thing to mend before strangers come.
     *
     * @param id such as {@code colophon.W001}
     * @param subject the variable
     * @param finding what is unwise, as the end of a sentence that starts with the subject
     */
    public record Finding(String id, String subject, String finding, String remedy) {}

    private DeployChecklist(Reading reading) {
        this.settings = reading.settings();
        this.effective = reading.effective();
    }

    /**
     * Goes through the whole list.
     *
     * @throws dev.colophon.problem.StartFailure when the settings are not even valid
     */
    public static List<Finding> check(Reading reading) {
        DeployChecklist list = new DeployChecklist(reading);
        list.checkProgram();
        list.checkSchema();
        list.checkKeys();
        list.checkSignIn();
        list.checkHosts();
        list.checkTransport();
        if (list.settings.database().engine() == Engine.POSTGRESQL) {
            list.checkPostgresqlTransport();
            list.checkPostgresqlRoles();
        } else {
            list.checkSqlite();
        }
        list.checkLogs();
        list.checkLimits();
        return List.copyOf(list.findings);
    }

    private void checkProgram() {
        find(
                settings.profile() == Profile.LOCAL || settings.profile() == Profile.TEST,
                "W001",
                "APP_PROFILE",
                "is " + settings.profile().label() + ", whose defaults are for developers",
                "set APP_PROFILE=production, or single-user for SQLite");
        find(settings.debug(), "W002", "DEBUG", "is on: strangers see stack traces", "unset DEBUG");
        find(
                effective.stream().anyMatch(value -> value.origin() == Origin.DOT_ENV),
                "W003",
                ".env",
                "in the working directory sets variables, and production would not read it",
                "set them in the real environment and remove the file");
        find(
                !settings.staticFiles().collect(),
                "W004",
                "RUN_COLLECTSTATIC",
                "is off: after an upgrade pages may have the style of the release before",
                "set RUN_COLLECTSTATIC=1");
    }

    private void checkSchema() {
        MigrationSettings migration = settings.migration();
        find(
                !migration.strict(),
                "W005",
                "MIGRATIONS_STRICT",
                "is off: the program serves on after a failed migration",
                "set MIGRATIONS_STRICT=1 as soon as the emergency is over");
        find(
                (!migration.strict() || migration.gateOverride())
                        && migration.emergencyReason().isEmpty(),
                "W040",
                "MIGRATIONS_EMERGENCY_REASON",
                "is not set although MIGRATIONS_STRICT is off or SCHEMA_GATE_OVERRIDE is on:" + " nobody sees why",
                "set it to the reason and where the repair is tracked");
        find(
                migration.gateOverride(),
                "W006",
                "SCHEMA_GATE_OVERRIDE",
                "is on: an older program may write to a schema that it does not know",
                "set SCHEMA_GATE_OVERRIDE=0");
        find(
                !migration.run() && migration.schemaWaitSeconds() == 0,
                "W007",
                "RUN_MIGRATIONS",
                "is off and SCHEMA_WAIT_SECONDS is 0: a start before the migration job has ended" + " fails at once",
                "set SCHEMA_WAIT_SECONDS to the deadline of the job");
    }

    private void checkKeys() {
        AccountSettings account = settings.account();
        String key = account.secretKey().value();
        find(
                key.length() < GOOD_KEY_CHARACTERS || key.chars().distinct().count() < GOOD_KEY_DIFFERENT_CHARACTERS,
                "W008",
                "SECRET_KEY",
                "is shorter than " + GOOD_KEY_CHARACTERS + " characters or not varied enough",
                "make a new one: openssl rand -base64 48; keep the old one in SECRET_KEY_PREVIOUS"
                        + " until the tokens have expired");
        find(
                origin("SECRET_KEY") == Origin.DATA_FOLDER || key.equals(KeyRules.TEST_KEY),
                "W009",
                "SECRET_KEY",
                "was not chosen by you: it is the one of a developer's profile",
                "set SECRET_KEY or SECRET_KEY_FILE");
        find(
                account.previousSecretKey().isPresent(),
                "W010",
                "SECRET_KEY_PREVIOUS",
                "is set: whoever knows the old key can still sign tokens",
                "unset it ACCESS_TOKEN_EXPIRE_MINUTES after the change of the key");
        find(
                account.previousSecretKey()
                        .filter(previous -> previous.value().length() < GOOD_KEY_CHARACTERS)
                        .isPresent(),
                "W011",
                "SECRET_KEY_PREVIOUS",
                "is shorter than " + GOOD_KEY_CHARACTERS + " characters",
                "unset it; who signed in with it signs in again");
    }

    private void checkSignIn() {
        AccountSettings account = settings.account();
        find(
                account.accessTokenExpireMinutes() > LONGEST_TOKEN_MINUTES,
                "W012",
                "ACCESS_TOKEN_EXPIRE_MINUTES",
                "lets a stolen token live longer than 30 days",
                "set it to " + LONGEST_TOKEN_MINUTES + " or less");
        find(
                account.registrationOpen(),
                "W013",
                "REGISTRATION",
                "is open: everybody who finds the site may make an account",
                "set REGISTRATION=closed and use `colophon create-user`");
        find(
                account.loginAttemptsPerMinute() == 0,
                "W014",
                "LOGIN_ATTEMPTS_PER_MINUTE",
                "is off: passwords can be guessed as fast as the server answers",
                "set it to 5");
        find(
                account.loginAttemptsPerMinute() > MOST_LOGIN_ATTEMPTS,
                "W015",
                "LOGIN_ATTEMPTS_PER_MINUTE",
                "allows more than " + MOST_LOGIN_ATTEMPTS + " guesses a minute",
                "set it to 5");
    }

    private void checkHosts() {
        ServerSettings server = settings.server();
        find(
                server.allowedHosts().contains(AddressType.ANY),
                "W016",
                "ALLOWED_HOSTS",
                "is *: links in answers can be made to point anywhere",
                "name the hosts, such as books.example");
        find(
                server.allowedHosts().stream().anyMatch(OWN_MACHINE::contains),
                "W017",
                "ALLOWED_HOSTS",
                "has names of the machine itself, which only a forged request carries",
                "remove them; health checks are exempt from the host check");
        checkOrigins("CORS_ALLOWED_ORIGINS", server.corsAllowedOrigins(), "W018", "W019");
        checkOrigins("CSRF_TRUSTED_ORIGINS", server.csrfTrustedOrigins(), "W020", "W021");
    }

    private void checkOrigins(String name, List<String> origins, String insecureId, String ownMachineId) {
        Predicate<String> isInsecure = origin -> origin.equals(AddressType.ANY) || origin.startsWith("http:");
        find(
                origins.stream().anyMatch(isInsecure),
                insecureId,
                name,
                "trusts pages that anybody on the way can change",
                "name https origins, or none");
        find(
                origins.stream()
                        .map(origin -> origin.replaceFirst("https?://", ""))
                        .map(origin -> origin.replaceFirst(":[0-9]+$", ""))
                        .anyMatch(OWN_MACHINE::contains),
                ownMachineId,
                name,
                "trusts whatever a visitor runs on the visitor's own machine",
                "remove localhost and its addresses");
    }

    private void checkTransport() {
        ServerSettings server = settings.server();
        find(
                !server.requireHttps(),
                "W022",
                "REQUIRE_HTTPS",
                "is off: passwords and tokens may travel in clear",
                "set REQUIRE_HTTPS=1 behind a proxy that speaks TLS");
        find(
                server.trustedProxies().isEmpty(),
                "W023",
                "TRUSTED_PROXIES",
                "is none: https cannot be recognised, and all clients behind a proxy share one" + " rate limit",
                "name the networks of your reverse proxy or ingress");
        find(
                server.trustedProxies().stream().anyMatch(DeployChecklist::isWide),
                "W024",
                "TRUSTED_PROXIES",
                "has a network larger than any private one: strangers can forge their address",
                "name the proxy's own network, such as 10.0.0.0/8 at most");
    }

    private static boolean isWide(String network) {
        return Integer.parseInt(network.substring(network.indexOf('/') + 1)) < SHORTEST_PREFIX_BITS;
    }

    private void checkPostgresqlTransport() {
        DatabaseSettings database = settings.database();
        if (OWN_MACHINE.contains(database.endpoint().host())) {
            return;
        }
        String mode = database.sslMode();
        boolean verifies = mode.startsWith("verify-");
        find(
                !verifies && !mode.equals("require"),
                "W025",
                "POSTGRES_SSLMODE",
                "is " + mode + ": the connection may be in clear",
                "set POSTGRES_SSLMODE=verify-full with POSTGRES_SSLROOTCERT");
        find(
                mode.equals("require") || mode.equals("verify-ca"),
                "W026",
                "POSTGRES_SSLMODE",
                "is " + mode + ": another server may pass itself off as the database",
                "set POSTGRES_SSLMODE=verify-full");
        find(
                verifies && database.sslRootCert().isEmpty(),
                "W027",
                "POSTGRES_SSLROOTCERT",
                "is not set: the certificate is looked for in the home folder of the user",
                "name the file with the certificate that signed the server's");
    }

    private void checkPostgresqlRoles() {
        DatabaseSettings database = settings.database();
        String password = database.endpoint().password().value();
        find(
                password.length() < GOOD_PASSWORD_CHARACTERS
                        || password.toLowerCase(Locale.ROOT).contains("colophon")
                        || password.equals(database.endpoint().user()),
                "W028",
                "POSTGRES_PASSWORD",
                "is missing, shorter than " + GOOD_PASSWORD_CHARACTERS + " characters or a name",
                "make a new one: openssl rand -base64 24");
        find(
                database.migrator().user().equals(database.endpoint().user()),
                "W029",
                "POSTGRES_MIGRATOR_USER",
                "is the role that serves: an intruder could change or drop every table",
                "give migrations a role of their own; `colophon migrate` grants the other its" + " rights");
    }

    private void checkSqlite() {
        find(
                settings.database().sqliteOnNetwork(),
                "W030",
                "SQLITE_ON_NETWORK",
                "is on: on a network file system the database can be damaged",
                "move the file to a local disk, or use PostgreSQL");
        find(
                !settings.migration().backupBefore(),
                "W031",
                "BACKUP_BEFORE_MIGRATE",
                "is off: a damaged migration cannot be undone",
                "set BACKUP_BEFORE_MIGRATE=1");
    }

    private void checkLogs() {
        LoggingSettings logging = settings.logging();
        find(
                logging.level().compareTo(LoggingSettings.Level.INFO) > 0,
                "W032",
                "LOG_LEVEL",
                "is debug or trace: the log grows fast and tells about people",
                "set LOG_LEVEL=info");
        find(
                logging.level().compareTo(LoggingSettings.Level.WARN) < 0,
                "W033",
                "LOG_LEVEL",
                "is error: the warnings of migrations and settings are lost",
                "set LOG_LEVEL=info");
        find(
                logging.format() == LoggingSettings.Format.TEXT,
                "W034",
                "LOG_FORMAT",
                "is text, which collectors cannot take apart",
                "set LOG_FORMAT=json");
        find(
                logging.appToFiles() || logging.accessToFiles(),
                "W035",
                logging.appToFiles() ? "APP_LOG_TO_FILES" : "ACCESS_LOG_TO_FILES",
                "is on: files in a container vanish with it and need room on its disk",
                "unset it and collect stdout, or mount a volume at LOG_DIR");
    }

    private void checkLimits() {
        ServerSettings server = settings.server();
        find(
                server.rateLimitPerMinute() == 0,
                "W036",
                "RATE_LIMIT_PER_MINUTE",
                "is off: one client can take the whole server",
                "set it to 600");
        find(
                settings.profile() == Profile.PRODUCTION && server.shutdownDrainSeconds() == 0,
                "W037",
                "SHUTDOWN_DRAIN_SECONDS",
                "is 0: a load balancer still sends requests to an instance that stops",
                "set it to 15");
        find(
                server.shutdownGraceSeconds() == 0,
                "W038",
                "SHUTDOWN_GRACE_SECONDS",
                "is 0: running requests are cut off at every upgrade",
                "set it to 30");
        find(
                settings.database().statementTimeoutSeconds() > server.requestTimeoutSeconds(),
                "W039",
                "DB_STATEMENT_TIMEOUT_SECONDS",
                "is longer than REQUEST_TIMEOUT_SECONDS: statements go on for nobody",
                "set it below REQUEST_TIMEOUT_SECONDS");
    }

    private Origin origin(String name) {
        return effective.stream()
                .filter(value -> value.name().equals(name))
                .map(EffectiveValue::origin)
                .findFirst()
                .orElse(Origin.DEFAULT);
    }

    private void find(boolean found, String id, String subject, String finding, String remedy) {
        if (found) {
            findings.add(new Finding("colophon." + id, subject, finding, remedy));
        }
    }
}
