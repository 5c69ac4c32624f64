package dev.colophon.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.colophon.database.Row;
import dev.colophon.media.picture.Pictures;
import org.jspecify.annotations.Nullable;

/** Something that somebody did whom the reader follows. */
public record FeedEntry(Actor reader, @JsonUnwrapped Event event) {

    /**
     * Who did it.
     *
     * @param picture hash of the large picture
     */
    public record Actor(
            String username, String displayName, @Nullable String picture) {}

    /** For a SELECT whose table of users is called {@code o}. */
    static final String ACTOR = """
            , o.username, o.display_name, CASE WHEN o.picture_id IS NULL THEN NULL ELSE (
                SELECT k.large FROM pictures k WHERE k.id = o.picture_id) END AS picture
            """;

    static FeedEntry of(Row row) {
        String picture = row.textOrNull("picture");
        return new FeedEntry(
                new Actor(
                        row.text("username"),
                        row.text("display_name"),
                        picture == null ? null : Pictures.sha256(picture)),
                Event.of(row));
    }
}
