package dev.colophon.monitoring.fault;

import dev.colophon.settings.Secret;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of faults.
 *
 * @param dsn the address of a project at a Sentry server, with the key to it; without one nobody is told
 */
public record FaultSettings(Optional<Secret> dsn) {
    public static final Group<FaultSettings> GROUP = new Group<>("Error reports", Purpose.SERVE, FaultSettings::of);

    private static final String RULE = "must be a DSN such as https://KEY@sentry.example/1";

    private static final Variable<Secret> SENTRY_DSN = GROUP.declare(
            "SENTRY_DSN",
            new Type<>("text", true, FaultSettings::parse),
            Default.none("not set: nobody is told"),
            "address of a project at a Sentry server, which is told of unexpected faults: where in the code, never with"
                    + " what anybody sent or stored",
            "the DSN that the server shows for the project, such as https://KEY@sentry.example/1");

    /** For the deployment checklist. */
    public List<DeployFinding> findings() {
        return dsn
                .filter(address -> !address.value().startsWith("https:"))
                .map(address -> new DeployFinding(
                        "colophon.W044",
                        "SENTRY_DSN",
                        "is an address without TLS: the key and the reports can be read on their way",
                        "use the https address of the server"))
                .stream()
                .toList();
    }

    private static FaultSettings of(Values values) {
        return new FaultSettings(values.find(SENTRY_DSN));
    }

    private static Secret parse(String text) throws RuleBroken {
        try {
            URI dsn = new URI(text);
            boolean http = "https".equals(dsn.getScheme()) || "http".equals(dsn.getScheme());
            boolean bare = dsn.getRawQuery() == null && dsn.getRawFragment() == null && dsn.getHost() != null;
            // of old a second key followed the first, and servers still take it
            String key = dsn.getRawUserInfo();
            boolean keyed = key != null && key.matches("[A-Za-z0-9]+(:[A-Za-z0-9]+)?");
            if (http && bare && keyed && dsn.getRawPath().matches("(/[\\w.-]+)*/\\w+")) {
                return new Secret(text);
            }
        } catch (URISyntaxException noAddress) {
            throw new RuleBroken(RULE);
        }
        throw new RuleBroken(RULE);
    }
}
