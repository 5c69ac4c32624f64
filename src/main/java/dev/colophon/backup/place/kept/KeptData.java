package dev.colophon.backup.place.kept;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Ids;
import dev.colophon.json.Json;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data that was live until something replaced it.
 *
 * @param id eight hexadecimal digits
 * @param since when it was replaced
 * @param level of its schema, 0 when that could not be read
 * @param replacedBy for people
 * @param bytes on the disk
 */
public record KeptData(String id, Instant since, int level, String replacedBy, long bytes) {
    /** For what is made now. */
    public static String newId() {
        String id = Ids.next().toString();
        return id.substring(id.length() - 8);
    }

    /** What replaces the data that is live when this becomes live again. */
    public String goingBack() {
        return "going back to what was live until " + since;
    }

    /**
     * @throws StartFailure 15 when it is none of these
     */
    public void requireIn(List<KeptData> kept) {
        if (kept.stream().noneMatch(it -> it.id().equals(id))) {
            throw new StartFailure(
                    ExitCode.BACKUP_REFUSED,
                    "use the data that was live until " + since,
                    "it is not kept any more",
                    "list what is kept, or restore a backup");
        }
    }

    /** What is written beside it, as JSON. */
    public String note() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("since", since.toString());
        content.put("level", level);
        content.put("replacedBy", replacedBy);
        return Json.writeText(content);
    }

    /** The same with what a note says; one that cannot be read changes nothing. */
    public KeptData noted(String note) {
        try {
            JsonNode tree = Json.readTree(note.getBytes(StandardCharsets.UTF_8));
            return new KeptData(
                    id,
                    Instant.parse(tree.path("since").asText()),
                    tree.path("level").asInt(),
                    tree.path("replacedBy").asText(),
                    bytes);
        } catch (Problem | DateTimeException unreadable) {
            return this;
        }
    }
}
