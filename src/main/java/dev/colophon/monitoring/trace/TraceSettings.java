package dev.colophon.monitoring.trace;

import dev.colophon.settings.Secret;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where traces go, and of which requests. The names are OpenTelemetry's; of its other variables none is read.
 *
 * @param endpoint what {@code /v1/traces} is added to; without it there are no traces
 * @param headers sent along with them
 * @param resource says whose traces they are
 * @param share of requests, where the sampling takes one
 */
public record TraceSettings(
        Optional<URI> endpoint,
        Optional<Secret> headers,
        Map<String, String> resource,
        Sampling sampling,
        double share) {
    public static final Group<TraceSettings> GROUP = new Group<>("Traces", Purpose.SERVE, TraceSettings::of);

    private static final String SERVICE = "service.name";
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern SHARE = Pattern.compile("[01]|[01]?\\.[0-9]{1,9}");

    /** The HTTP client sets these by itself and refuses to take them from anybody else. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-encoding", "content-length", "content-type", "expect", "host", "upgrade");

    private enum Protocol {
        HTTP_PROTOBUF
    }

    private static final Variable<URI> OTEL_EXPORTER_OTLP_ENDPOINT = GROUP.declare(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            AddressType.service(),
            Default.none("not set: no traces"),
            "where traces of requests and their statements go, by OTLP over HTTP; `/v1/traces` is added to it",
            "http://otel-collector:4318");

    private static final Variable<Secret> OTEL_EXPORTER_OTLP_HEADERS = GROUP.declare(
            "OTEL_EXPORTER_OTLP_HEADERS",
            new Type<>("text", true, text -> {
                headersOf(text);
                return new Secret(text);
            }),
            Default.none("not set"),
            "headers that are sent along, such as the key to a service",
            "pairs such as api-key=VALUE, separated by commas, values percent-encoded");

    /** Declared so that whoever wants another one is told. */
    @SuppressWarnings("UnusedVariable")
    private static final Variable<Protocol> OTEL_EXPORTER_OTLP_PROTOCOL = GROUP.declare(
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            Type.choice(Protocol.class, protocol -> "http/protobuf"),
            Default.of("http/protobuf"),
            "how traces are sent; the port for it is mostly 4318, and 4317 that of gRPC, which is not spoken here",
            "http/protobuf");

    private static final Variable<Sampling> OTEL_TRACES_SAMPLER = GROUP.declare(
            "OTEL_TRACES_SAMPLER",
            Type.choice(Sampling.class, Sampling::label),
            Default.of("parentbased_always_on"),
            "which requests are traced; parentbased_ does as a trusted proxy's traceparent says, if there is one",
            "parentbased_traceidratio");

    private static final Variable<Double> OTEL_TRACES_SAMPLER_ARG = GROUP.declare(
            "OTEL_TRACES_SAMPLER_ARG",
            shareType(),
            Default.of("1"),
            "share of requests that traceidratio and parentbased_traceidratio trace",
            "0.1");

    private static final Variable<String> OTEL_SERVICE_NAME = GROUP.declare(
            "OTEL_SERVICE_NAME",
            Type.text(100),
            Default.of("service.name of OTEL_RESOURCE_ATTRIBUTES, or colophon", values -> "colophon"),
            "what this service is called in traces",
            "books");

    private static final Variable<Map<String, String>> OTEL_RESOURCE_ATTRIBUTES = GROUP.declare(
            "OTEL_RESOURCE_ATTRIBUTES",
            new Type<>(
                    "pairs such as key=value, separated by commas, values percent-encoded",
                    false,
                    text -> KeyValues.parse(text, ATTRIBUTE)),
            Default.none("not set"),
            "what else is said of this service in traces; wins over what the program says of itself",
            "deployment.environment.name=home,service.namespace=readers");

    private static final Variable<Boolean> OTEL_SDK_DISABLED =
            GROUP.declare("OTEL_SDK_DISABLED", Type.flag(), Default.of("0"), "1: no traces, whatever else is set", "1");

    /** The headers by their names. */
    Map<String, String> namedHeaders() {
        try {
            return headers.isEmpty() ? Map.of() : headersOf(headers.get().value());
        } catch (RuleBroken impossible) {
            throw new IllegalStateException("headers were checked before", impossible);
        }
    }

    /** For the deployment checklist. */
    public List<DeployFinding> findings() {
        boolean open = headers.isPresent()
                && endpoint.filter(url -> "http".equalsIgnoreCase(url.getScheme()))
                        .isPresent();
        return open
                ? List.of(new DeployFinding(
                        "colophon.W045",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "is an address without TLS: the key in OTEL_EXPORTER_OTLP_HEADERS can be read on its way",
                        "use the https address, or a collector nearby that adds the key"))
                : List.of();
    }

    private static TraceSettings of(Values values) {
        Sampling sampling = values.get(OTEL_TRACES_SAMPLER);
        if (!values.isUnset(OTEL_TRACES_SAMPLER_ARG) && !sampling.isShare()) {
            values.refuse(
                    OTEL_TRACES_SAMPLER_ARG,
                    "must stand beside OTEL_TRACES_SAMPLER=traceidratio or parentbased_traceidratio, for no other takes"
                            + " a share",
                    "set OTEL_TRACES_SAMPLER as well, or unset it");
        }
        Map<String, String> resource =
                new TreeMap<>(values.find(OTEL_RESOURCE_ATTRIBUTES).orElse(Map.of()));
        if (!values.isUnset(OTEL_SERVICE_NAME) || !resource.containsKey(SERVICE)) {
            resource.put(SERVICE, values.get(OTEL_SERVICE_NAME));
        }
        Optional<URI> endpoint = values.find(OTEL_EXPORTER_OTLP_ENDPOINT);
        return new TraceSettings(
                values.get(OTEL_SDK_DISABLED) ? Optional.empty() : endpoint,
                values.find(OTEL_EXPORTER_OTLP_HEADERS),
                Map.copyOf(resource),
                sampling,
                values.get(OTEL_TRACES_SAMPLER_ARG));
    }

    private static Map<String, String> headersOf(String text) throws RuleBroken {
        Map<String, String> pairs = KeyValues.parse(text, HEADER);
        for (String name : pairs.keySet()) {
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new RuleBroken("must not name a header that belongs to the connection, such as host");
            }
        }
        return pairs;
    }

    private static Type<Double> shareType() {
        String name = "a number from 0 to 1";
        return new Type<>(name, false, text -> {
            if (!SHARE.matcher(text).matches() || Double.parseDouble(text) > 1) {
                throw new RuleBroken("must be " + name);
            }
            return Double.parseDouble(text);
        });
    }
}
