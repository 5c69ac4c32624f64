package dev.colophon.catalogue.care;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows on which a book is edited.
 *
 * @param fields what is in them, by name
 * @param stored what the catalogue has now, where another page changed it meanwhile; else empty
 * @param version which the next save replaces
 */
record EditView(UUID id, Map<String, String> fields, Map<String, String> stored, long version, String error) {
    /** What the catalogue has now, where it is something else than in the field. */
    @Nullable
    String other(String name) {
        String now = stored.get(name);
        String typed = fields.getOrDefault(name, "").replace("\r\n", "\n").strip();
        return now == null || now.equals(typed) ? null : now;
    }

    String value(String name) {
        return fields.getOrDefault(name, "");
    }
}
