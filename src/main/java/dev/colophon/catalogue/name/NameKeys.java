package dev.colophon.catalogue.name;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.text.TextKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A table of names, of people or of series, with one row for each key. */
public final class NameKeys {
    private final Statement find;
    private final Statement add;
    private final Statement hold;
    private final Statement delete;

    /**
     * @param name what statements call one of them
     * @param links a table with its column for the id of a name: {@code book_authors WHERE author_id}
     */
    public NameKeys(String name, String table, String links) {
        String ofKeys = "SELECT n.id, n.name_key FROM " + table + " n WHERE n.name_key IN (SELECT j.value FROM ";
        String ofKey = "SELECT id FROM " + table + " WHERE name_key = :name_key";
        String insert = "INSERT INTO " + table + " (id, name, name_key) SELECT ";
        find = Statement.split(
                "catalogue." + name + "-hold-keys",
                ofKeys + "json_array_elements_text(CAST(:keys AS json)) AS j (value)) FOR KEY SHARE OF n",
                ofKeys + "json_each(:keys) j)");
        String returning = " ON CONFLICT (name_key) DO UPDATE SET name = " + table + ".name RETURNING id, name_key";
        add = Statement.split(
                "catalogue." + name + "-insert",
                insert + "r.id, r.name, r.name_key FROM"
                        + " json_to_recordset(CAST(:names AS json)) r (id uuid, name text, name_key text)" + returning,
                insert + "j.value ->> 'id', j.value ->> 'name', j.value ->> 'name_key' FROM json_each(:names) j"
                        + " WHERE true" + returning);
        hold = Statement.split("catalogue." + name + "-hold", ofKey + " FOR UPDATE SKIP LOCKED", ofKey);
        delete = Statement.of(
                "catalogue." + name + "-delete-unused",
                "DELETE FROM " + table + " WHERE id = :id AND NOT EXISTS (SELECT 1 FROM " + links + " = :id)");
    }

    /** A name that is not there, as the statement reads it. */
    private record Missing(UUID id, String name, String nameKey) {}

    /**
     * The ids of these names by their keys, added where they are missing; nobody removes them until the transaction
     * ends. Two imports that add the same names meet in one order, so that neither waits for the other in a circle.
     */
    public Map<String, UUID> held(Session session, Collection<String> names) {
        Map<String, String> missing = new TreeMap<>();
        names.forEach(name -> missing.putIfAbsent(TextKey.of(name), name));
        Map<String, UUID> held = new HashMap<>();
        if (!missing.isEmpty()) {
            held.putAll(ids(session, find, "keys", missing.keySet()));
            missing.keySet().removeAll(held.keySet());
        }
        if (!missing.isEmpty()) {
            List<Missing> added = missing.entrySet().stream()
                    .map(one -> new Missing(Ids.next(), one.getValue(), one.getKey()))
                    .toList();
            held.putAll(ids(session, add, "names", added));
        }
        return held;
    }

    private static Map<String, UUID> ids(Session session, Statement statement, String parameter, Collection<?> values) {
        Map<String, UUID> ids = new HashMap<>();
        session.list(statement, NameKeys::id, Parameters.of(parameter, Json.writeText(values)))
                .forEach(one -> ids.put(one.getKey(), one.getValue()));
        return ids;
    }

    private static Map.Entry<String, UUID> id(Row row) {
        return Map.entry(row.text("name_key"), row.uuid("id"));
    }

    /** Removes those that no book has any more; what somebody is using right now stays, for who knows who has it. */
    public void removeUnused(Session session, Set<String> keys) {
        keys.forEach(key -> session.first(hold, row -> row.uuid("id"), Parameters.of("name_key", key))
                .ifPresent(id -> session.execute(delete, Parameters.of("id", id))));
    }
}
