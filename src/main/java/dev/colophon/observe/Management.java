package dev.colophon.observe;

import static io.helidon.health.HealthCheckType.LIVENESS;
import static io.helidon.health.HealthCheckType.READINESS;
import static io.helidon.health.HealthCheckType.STARTUP;

import dev.colophon.json.Json;
import dev.colophon.observe.metric.Exposition;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Kind;
import io.helidon.health.HealthCheckType;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * What the management port serves: {@code /health} with its three probes, {@code /metrics} and
 * {@code /boot}. Helidon's observe feature would answer 500 with the exception's text when a check
 * throws, and cannot show warnings.
 */
public final class Management {
    private static final String JSON = "application/json";

    private final Health health;
    private final BootReport boot;
    private final Meters meters;
    private final RuntimeMetrics runtime;
    private final Function<Kind, Status> statuses;

    private record Answer(Status status, String type, byte[] body) {}

    /**
     * @param statuses the number of a kind of failure, which another room decides
     */
    public Management(Health health, BootReport boot, Meters meters, Function<Kind, Status> statuses) {
        this.health = health;
        this.boot = boot;
        this.meters = meters;
        this.runtime = new RuntimeMetrics(meters);
        this.statuses = statuses;
    }

    /** Adds the routes to a listener. */
    public void register(HttpRouting.Builder routing) {
        serve(routing, "/health", request -> health(List.of(STARTUP, LIVENESS, READINESS)));
        serve(routing, "/health/started", request -> health(List.of(STARTUP)));
        serve(routing, "/health/live", request -> health(List.of(LIVENESS)));
        serve(routing, "/health/ready", request -> health(List.of(STARTUP, READINESS)));
        serve(routing, "/metrics", this::metrics);
        serve(routing, "/boot", request -> new Answer(Status.OK_200, JSON, Json.write(boot.content())));
    }

    private Answer metrics(ServerRequest request) {
        Exposition exposition = Exposition.accepted(request.headers());
        runtime.declare();
        byte[] text = meters.text(exposition).getBytes(StandardCharsets.UTF_8);
        return new Answer(Status.OK_200, exposition.mediaType(), text);
    }

    private Answer health(List<HealthCheckType> types) {
        List<Finding> findings = new ArrayList<>();
        types.forEach(type -> findings.addAll(health.find(type)));
        boolean up = findings.stream().allMatch(Finding::up);
        var content = new LinkedHashMap<String, Object>();
        content.put("status", up ? "up" : "down");
        content.put("instance", boot.instance().id());
        content.put("version", boot.instance().build().version());
        content.put("checks", findings.stream().map(Finding::content).toList());
        content.put("warnings", health.warnings());
        return new Answer(up ? Status.OK_200 : statuses.apply(Kind.UNAVAILABLE), JSON, Json.write(content));
    }

    private void serve(HttpRouting.Builder routing, String path, Function<ServerRequest, Answer> answer) {
        routing.any(path, (request, response) -> send(request, response, answer));
    }

    private void send(ServerRequest request, ServerResponse response, Function<ServerRequest, Answer> answers) {
        Method method = request.prologue().method();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            response.status(statuses.apply(Kind.METHOD_NOT_ALLOWED))
                    .header(HeaderNames.ALLOW, "GET, HEAD")
                    .send();
            return;
        }
        Answer answer = answers.apply(request);
        response.status(answer.status())
                .header(HeaderNames.CONTENT_TYPE, answer.type())
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        if (method.equals(Method.HEAD)) {
            response.headers().contentLength(answer.body().length);
            response.send();
        } else {
            response.send(answer.body());
        }
    }
}
