package dev.colophon.backup.place.schema;

import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.Script;
import dev.colophon.migration.schema.Scripts;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What migrations have made; anything else in the schema is somebody's and stays where it is.
 *
 * @param names of all objects that the migrations of this build make
 * @param newer whether the schema is of a later build, so that what has no such name is ours too
 */
public record Ours(Set<String> names, boolean newer) {
    private static final Pattern MADE = Pattern.compile("(?i)\\bcreate\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+)?"
            + "(?:table|view|materialized\\s+view|sequence|function|procedure|type|domain|statistics)\\s+"
            + "(?:if\\s+not\\s+exists\\s+)?([a-z0-9_]+)"
            + "|\\brename\\s+to\\s+([a-z0-9_]+)");

    /**
     * @param level of the live schema
     */
    public static Ours of(Scripts scripts, int level) {
        Set<String> names = new HashSet<>(Set.of(SchemaReader.HISTORY));
        for (Script script : scripts.all()) {
            var made = MADE.matcher(script.bare());
            while (made.find()) {
                names.add(made.group(1) == null ? made.group(2) : made.group(1));
            }
        }
        return new Ours(names, level > scripts.neededLevel());
    }

    /** Whether a migration of this build made what is called so. */
    public boolean includes(String name) {
        return newer || names.contains(name);
    }
}
