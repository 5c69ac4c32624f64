package dev.colophon.settings;

import static dev.colophon.settings.Profile.LOCAL;
import static dev.colophon.settings.Profile.PRODUCTION;
import static dev.colophon.settings.Profile.SINGLE_USER;
import static dev.colophon.settings.Profile.TEST;

import dev.colophon.settings.Variable.Section;
import java.nio.file.Path;
import java.util.List;

/** What the main listener lets in, for how long, and the static files that it serves. */
final class ServerVariables {
    private static final long FEWEST_REQUESTS = 64;
    private static final long MOST_REQUESTS = 1000;

    static final Variable<Boolean> RUN_COLLECTSTATIC = new Variable<>(
            "RUN_COLLECTSTATIC",
            Section.STATIC_FILES,
            Type.flag(),
            Default.of("1"),
            "gather, fingerprint and compress the bundled static files at start",
            "1");

    static final Variable<Path> STATIC_ROOT = new Variable<>(
            "STATIC_ROOT",
            Section.STATIC_FILES,
            Type.path(),
            Default.of("./staticfiles"),
            "folder that they are gathered in; may be a mount point",
            "./staticfiles");

    static final Variable<Integer> REQUEST_TIMEOUT_SECONDS = new Variable<>(
            "REQUEST_TIMEOUT_SECONDS",
            Section.REQUESTS,
            Type.number(1, 3600),
            Default.of("140"),
            "longest a handler may take before 503",
            "140");

    static final Variable<Integer> MAX_CONCURRENT_REQUESTS = new Variable<>(
            "MAX_CONCURRENT_REQUESTS",
            Section.REQUESTS,
            Type.number(1, 100_000),
            Default.of(
                    "largest heap in MiB, " + FEWEST_REQUESTS + " to " + MOST_REQUESTS,
                    values -> String.valueOf(
                            Math.clamp(values.environment().maxHeapMebibytes(), FEWEST_REQUESTS, MOST_REQUESTS))),
            "requests at work at once; above it 503 with Retry-After",
            "256");

    static final Variable<Integer> SHUTDOWN_DRAIN_SECONDS = new Variable<>(
            "SHUTDOWN_DRAIN_SECONDS",
            Section.REQUESTS,
            Type.number(0, 600),
            Default.of("0").in(PRODUCTION, "15"),
            "from readiness going off to the listener stopping",
            "15");

    static final Variable<Integer> SHUTDOWN_GRACE_SECONDS = new Variable<>(
            "SHUTDOWN_GRACE_SECONDS",
            Section.REQUESTS,
            Type.number(0, 600),
            Default.of("30"),
            "then running requests may finish",
            "30");

    static final Variable<Integer> RATE_LIMIT_PER_MINUTE = new Variable<>(
            "RATE_LIMIT_PER_MINUTE",
            Section.REQUESTS,
            Type.number(0, 1_000_000),
            Default.of("600"),
            "requests of one client to one instance; above it 429; 0 is off",
            "600");

    static final Variable<Boolean> DEBUG = new Variable<>(
            "DEBUG",
            Section.REQUESTS,
            Type.flag(),
            Default.of("0"),
            "stack traces in answers; refused outside local and test",
            "1");

    static final Variable<List<String>> ALLOWED_HOSTS = new Variable<>(
            "ALLOWED_HOSTS",
            Section.TRUST,
            AddressType.hosts(),
            Default.of("localhost,127.0.0.1,[::1]").in(TEST, AddressType.ANY).requiredIn(SINGLE_USER, PRODUCTION),
            "host names that requests may carry; others are refused",
            "books.example");

    static final Variable<List<String>> CORS_ALLOWED_ORIGINS =
            origins("CORS_ALLOWED_ORIGINS", "other sites whose pages may call the API");

    static final Variable<List<String>> CSRF_TRUSTED_ORIGINS =
            origins("CSRF_TRUSTED_ORIGINS", "other origins from which our own forms may be posted");

    static final Variable<List<String>> TRUSTED_PROXIES = new Variable<>(
            "TRUSTED_PROXIES",
            Section.TRUST,
            AddressType.networks(),
            Default.of("none"),
            "networks of the reverse proxies whose X-Forwarded-* headers count",
            "10.0.0.0/8");

    static final Variable<Boolean> REQUIRE_HTTPS = new Variable<>(
            "REQUIRE_HTTPS",
            Section.TRUST,
            Type.flag(),
            Default.of("0").in(PRODUCTION, "1"),
            "redirect to https and send HSTS behind a trusted proxy",
            "1");

    static final List<Variable<?>> ALL = List.of(
            RUN_COLLECTSTATIC,
            STATIC_ROOT,
            REQUEST_TIMEOUT_SECONDS,
            MAX_CONCURRENT_REQUESTS,
            SHUTDOWN_DRAIN_SECONDS,
            SHUTDOWN_GRACE_SECONDS,
            RATE_LIMIT_PER_MINUTE,
            DEBUG,
            ALLOWED_HOSTS,
            CORS_ALLOWED_ORIGINS,
            CSRF_TRUSTED_ORIGINS,
            TRUSTED_PROXIES,
            REQUIRE_HTTPS);

    private ServerVariables() {}

    private static Variable<List<String>> origins(String name, String meaning) {
        return new Variable<>(
                name,
                Section.TRUST,
                AddressType.origins(),
                Default.of("none")
                        .in(LOCAL, "http://localhost:PORT,http://127.0.0.1:PORT", ServerVariables::localOrigins)
                        .in(TEST, AddressType.ANY)
                        .requiredIn(PRODUCTION),
                meaning + "; https only in production, where `none` has to be written out",
                "https://books.example");
    }

    private static String localOrigins(Values values) {
        int port = values.get(ProgramVariables.PORT);
        // A browser leaves out the usual port, and a free port is not known yet.
        String suffix = port == 0 || port == 80 ? "" : ":" + port;
        return "http://localhost" + suffix + ",http://127.0.0.1" + suffix;
    }
}
