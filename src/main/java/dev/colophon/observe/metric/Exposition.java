package dev.colophon.observe.metric;

import static io.helidon.common.media.type.MediaTypes.APPLICATION_OPENMETRICS_TEXT;
import static io.helidon.common.media.type.MediaTypes.TEXT_PLAIN;

import io.helidon.http.ServerRequestHeaders;

/** The text formats that Prometheus reads. */
public enum Exposition {
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String COUNTER_SUFFIX = "_total";

    private final String mediaType;

    Exposition(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The one that a scraper likes best; the text format when it does not say. */
    public static Exposition accepted(ServerRequestHeaders headers) {
        return headers.bestAccepted(TEXT_PLAIN, APPLICATION_OPENMETRICS_TEXT)
                .filter(APPLICATION_OPENMETRICS_TEXT::equals)
                .map(open -> OPEN_METRICS)
                .orElse(TEXT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** What a metric is called above its samples: OpenMetrics leaves a counter's suffix out. */
    String family(String name) {
        return this == OPEN_METRICS && name.endsWith(COUNTER_SUFFIX)
                ? name.substring(0, name.length() - COUNTER_SUFFIX.length())
                : name;
    }

    /** What stands after the last sample. */
    String end() {
        return this == OPEN_METRICS ? "# EOF\n" : "";
    }
}
