package dev.colophon.people;

import dev.colophon.account.audience.Audience;
import dev.colophon.database.Row;
import dev.colophon.media.picture.Pictures;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reader as another one sees them.
 *
 * @param biography null also for whoever may not see the shelf
 * @param picture hash of the large picture
 * @param reach how much of theirs may be seen
 * @param following whether they are followed by the one who looks
 * @param followsBack whether they follow the one who looks
 * @param since when they came into the list that they were read from; when the account was made, elsewhere
 */
public record Person(
        UUID id,
        String username,
        String displayName,
        @Nullable String biography,
        Audience visibility,
        @Nullable String picture,
        Reach reach,
        Following following,
        boolean followsBack,
        Instant since) {

    /** Whether somebody follows somebody. */
    public enum Following {
        NONE,
        /** Asked for and not answered. */
        PENDING,
        ACCEPTED
    }

    /** For a SELECT whose table of users is called {@code u}; the parameter is {@code :viewer_id}. */
    static final String COLUMNS = """
            u.id, u.username, u.display_name, u.biography, u.visibility,
            CASE WHEN u.picture_id IS NULL THEN NULL ELSE (
                SELECT p.large FROM pictures p WHERE p.id = u.picture_id) END AS picture,
            %s AS reach,
            COALESCE((SELECT f.state FROM follows f
                WHERE f.follower_id = :viewer_id AND f.followee_id = u.id), 'none') AS following,
            CASE WHEN EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = u.id AND f.followee_id = :viewer_id
                AND f.state = 'accepted') THEN 1 ELSE 0 END AS follows_back""".formatted(Policy.reach("u"));

    static Person of(Row row) {
        Reach reach = Reach.values()[row.integer("reach")];
        String picture = row.textOrNull("picture");
        return new Person(
                row.uuid("id"),
                row.text("username"),
                row.text("display_name"),
                reach == Reach.NOTHING ? null : row.textOrNull("biography"),
                row.constant("visibility", Audience.class),
                picture == null ? null : Pictures.sha256(picture),
                reach,
                row.constant("following", Following.class),
                row.integer("follows_back") == 1,
                row.instant("since"));
    }

    /** Whether their shelf may be seen. */
    public boolean isOpen() {
        return reach != Reach.NOTHING;
    }
}
