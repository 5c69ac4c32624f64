package dev.colophon.settings;

import static dev.colophon.settings.variable.Profile.LOCAL;
import static dev.colophon.settings.variable.Profile.PRODUCTION;
import static dev.colophon.settings.variable.Profile.SINGLE_USER;
import static dev.colophon.settings.variable.Profile.TEST;

import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Network;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.util.List;

/**
 * Whom the main listener believes.
 *
 * @param allowedHosts host names without port; {@code *} alone allows any (test profile only)
 * @param corsAllowedOrigins origins such as {@code https://books.example}; {@code *} alone allows
 *     any (test profile only)
 * @param csrfTrustedOrigins the same
 * @param trustedProxies networks whose X-Forwarded-* headers count
 */
public record TrustSettings(
        List<String> allowedHosts,
        List<String> corsAllowedOrigins,
        List<String> csrfTrustedOrigins,
        List<Network> trustedProxies,
        boolean requireHttps) {
    public static final Group<TrustSettings> GROUP =
            new Group<>("Hosts, origins and proxies", Purpose.SERVE, TrustSettings::of);

    private static final Variable<List<String>> ALLOWED_HOSTS = GROUP.declare(
            "ALLOWED_HOSTS",
            AddressType.hosts(),
            Default.of("localhost,127.0.0.1,[::1]").in(TEST, AddressType.ANY).requiredIn(SINGLE_USER, PRODUCTION),
            "host names that requests may carry; others are refused",
            "books.example");

    private static final Variable<List<String>> CORS_ALLOWED_ORIGINS =
            origins("CORS_ALLOWED_ORIGINS", "other sites whose pages may call the API");

    private static final Variable<List<String>> CSRF_TRUSTED_ORIGINS =
            origins("CSRF_TRUSTED_ORIGINS", "other origins from which our own forms may be posted");

    private static final Variable<List<Network>> TRUSTED_PROXIES = GROUP.declare(
            "TRUSTED_PROXIES",
            AddressType.networks(),
            Default.of("none"),
            "networks of the reverse proxies whose X-Forwarded-* headers count",
            "10.0.0.0/8");

    private static final Variable<Boolean> REQUIRE_HTTPS = GROUP.declare(
            "REQUIRE_HTTPS",
            Type.flag(),
            Default.of("0").in(PRODUCTION, "1"),
            "redirect to https and send HSTS behind a trusted proxy",
            "1");

    private static Variable<List<String>> origins(String name, String meaning) {
        return GROUP.declare(
                name,
                AddressType.origins(),
                Default.of("none")
                        .in(LOCAL, "http://localhost:PORT,http://127.0.0.1:PORT", TrustSettings::localOrigins)
                        .in(TEST, AddressType.ANY)
                        .requiredIn(PRODUCTION),
                meaning + "; https only in production, where `none` has to be written out",
                "https://books.example");
    }

    private static String localOrigins(Values values) {
        int port = values.get(AddressSettings.PORT);
        // A browser leaves out the usual port, and a free port is not known yet.
        String suffix = port == 0 || port == 80 ? "" : ":" + port;
        return "http://localhost" + suffix + ",http://127.0.0.1" + suffix;
    }

    private static TrustSettings of(Values values) {
        return new TrustSettings(
                checkedNames(values, ALLOWED_HOSTS),
                checkedOrigins(values, CORS_ALLOWED_ORIGINS),
                checkedOrigins(values, CSRF_TRUSTED_ORIGINS),
                values.get(TRUSTED_PROXIES),
                values.get(REQUIRE_HTTPS));
    }

    private static List<String> checkedOrigins(Values values, Variable<List<String>> variable) {
        List<String> origins = checkedNames(values, variable);
        if (values.profile() == PRODUCTION && origins.stream().anyMatch(origin -> origin.startsWith("http:"))) {
            values.refuse(variable, "must have https origins only in the profile production");
        }
        return origins;
    }

    private static List<String> checkedNames(Values values, Variable<List<String>> variable) {
        List<String> names = values.find(variable).orElse(List.of());
        if (names.contains(AddressType.ANY) && values.profile() != TEST) {
            values.refuse(variable, "must not be * outside the profile test");
        }
        return names;
    }
}
