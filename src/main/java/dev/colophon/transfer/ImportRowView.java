package dev.colophon.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.nio.charset.StandardCharsets;

/** One row of a file as the page of its import shows it. */
record ImportRowView(int line, String title, String outcome, String message, String href) {
    private static final int MAX_TITLE_LENGTH = 160;

    static ImportRowView of(ImportItem item) {
        return new ImportRowView(
                item.line(),
                title(item),
                item.outcome().label().replace('_', ' '),
                item.message() == null ? "" : item.message(),
                item.userbookId() == null ? "" : "/shelf/" + item.userbookId());
    }

    /** What the file says, for a row that failed may have nothing else. */
    private static String title(ImportItem item) {
        JsonNode raw = Json.readTree(item.raw().getBytes(StandardCharsets.UTF_8));
        String title = raw.path("Title").asText("");
        return title.length() > MAX_TITLE_LENGTH
                ? title.substring(0, title.offsetByCodePoints(0, MAX_TITLE_LENGTH / 2)) + "…"
                : title;
    }
}
