package dev.colophon.observe;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one check answered. */
record Finding(HealthCheck check, HealthCheckResponse response) {
    private static final Logger LOG = LoggerFactory.getLogger(Finding.class);

    /** Asks the check; one that fails itself, for whatever cause, is down. */
    static Finding of(HealthCheck check) {
        try {
            return new Finding(check, Objects.requireNonNull(check.call()));
        } catch (RuntimeException | Error fault) {
            LOG.warn("the health check {} itself failed", check.name(), fault);
            String reason = "The check itself failed; the log tells more.";
            return new Finding(check, ReasonCheck.down(reason));
        }
    }

    boolean up() {
        return response.status() == Status.UP;
    }

    /** For JSON; a reason always, whoever wrote the check, when it is not up. */
    Map<String, Object> content() {
        var details = new TreeMap<String, Object>();
        response.details().forEach((name, value) -> details.put(name, plain(value)));
        Object reason = details.remove(ReasonCheck.REASON);
        var content = new LinkedHashMap<String, Object>();
        content.put("name", check.name());
        content.put("kind", check.type());
        content.put("status", up() ? "up" : "down");
        if (!up()) {
            content.put(ReasonCheck.REASON, reason == null ? "The check gives none." : reason);
        }
        if (!details.isEmpty()) {
            content.put("details", details);
        }
        return content;
    }

    /** A library may put anything into its details, also what the mapper would fail at. */
    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
