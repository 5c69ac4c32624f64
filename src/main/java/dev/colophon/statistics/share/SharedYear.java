package dev.colophon.statistics.share;

import dev.colophon.people.Reach;
import dev.colophon.statistics.Sight;
import java.time.ZoneId;
import java.util.UUID;

/**
 * What a link leads to.
 *
 * @param name of its reader, as they show it
 * @param zone of its reader
 */
public record SharedYear(UUID owner, String name, int year, ZoneId zone) {

    /** Whoever has the link sees what somebody does for whom the shelf is open, and nothing that is for fewer. */
    public Sight sight() {
        return new Sight(owner, Reach.PUBLIC);
    }
}
