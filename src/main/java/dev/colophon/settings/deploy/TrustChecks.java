package dev.colophon.settings.deploy;

import dev.colophon.settings.TrustSettings;
import dev.colophon.settings.variable.AddressType;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Hosts, origins, proxies and TLS towards the clients. */
final class TrustChecks {
    private static final int SHORTEST_PREFIX_BITS = 8;
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final TrustSettings trust;
    private final Findings findings;

    TrustChecks(TrustSettings trust, Findings findings) {
        this.trust = trust;
        this.findings = findings;
    }

    void check() {
        checkHosts();
        checkTransport();
    }

    private void checkHosts() {
        findings.add(
                trust.allowedHosts().contains(AddressType.ANY),
                "W016",
                "ALLOWED_HOSTS",
                "is *: links in answers can be made to point anywhere",
                "name the hosts, such as books.example");
        findings.add(
                trust.allowedHosts().stream().anyMatch(TrustChecks::isOwnMachine),
                "W017",
                "ALLOWED_HOSTS",
                "has names of the machine itself, which only a forged request carries",
                "remove them; health checks are exempt from the host check");
        checkOrigins("CORS_ALLOWED_ORIGINS", trust.corsAllowedOrigins(), "W018", "W019");
        checkOrigins("CSRF_TRUSTED_ORIGINS", trust.csrfTrustedOrigins(), "W020", "W021");
    }

    private void checkOrigins(String name, List<String> origins, String insecureId, String ownMachineId) {
        Predicate<String> isInsecure = origin -> origin.equals(AddressType.ANY) || origin.startsWith("http:");
        findings.add(
                origins.stream().anyMatch(isInsecure),
                insecureId,
                name,
                "trusts pages that anybody on the way can change",
                "name https origins, or none");
        findings.add(
                origins.stream()
                        .map(origin -> origin.replaceFirst("https?://", ""))
                        .map(origin -> origin.replaceFirst(":[0-9]+$", ""))
                        .anyMatch(TrustChecks::isOwnMachine),
                ownMachineId,
                name,
                "trusts whatever a visitor runs on the visitor's own machine",
                "remove localhost and its addresses");
    }

    private void checkTransport() {
        findings.add(
                !trust.requireHttps(),
                "W022",
                "REQUIRE_HTTPS",
                "is off: passwords and tokens may travel in clear",
                "set REQUIRE_HTTPS=1 behind a proxy that speaks TLS");
        findings.add(
                trust.trustedProxies().isEmpty(),
                "W023",
                "TRUSTED_PROXIES",
                "is none: https cannot be recognised, and all clients behind a proxy share one" + " rate limit",
                "name the networks of your reverse proxy or ingress");
        findings.add(
                trust.trustedProxies().stream().anyMatch(network -> network.bits() < SHORTEST_PREFIX_BITS),
                "W024",
                "TRUSTED_PROXIES",
                "has a network larger than any private one: strangers can forge their address",
                "name the proxy's own network, such as 10.0.0.0/8 at most");
    }

    /** Whether a name or an address means the machine that looks it up. */
    static boolean isOwnMachine(String host) {
        return OWN_MACHINE.contains(host);
    }
}
