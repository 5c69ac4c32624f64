package dev.colophon.observe;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.util.function.Supplier;

/**
 * A check that says what is wrong; it must answer within a second.
 *
 * @param reason a sentence for operators; empty when all is well
 */
public record ReasonCheck(String name, HealthCheckType type, Supplier<String> reason) implements HealthCheck {
    /** The detail that the reason stands in. */
    static final String REASON = "reason";

    @Override
    public HealthCheckResponse call() {
        String text = reason.get();
        return text.isEmpty() ? HealthCheckResponse.builder().status(true).build() : down(text);
    }

    static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.builder()
                .status(false)
                .detail(REASON, reason)
                .build();
    }
}
