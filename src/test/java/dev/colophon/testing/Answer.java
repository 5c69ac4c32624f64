package dev.colophon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, byte[] body) {
    public JsonNode json() {
        return Json.readTree(body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header; empty when absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The stable name of a problem. */
    public String code() {
        return json().path("code").asText();
    }

    /** The field that the first error of a problem is about. */
    public String pointer() {
        return json().path("errors").path(0).path("pointer").asText();
    }
}
