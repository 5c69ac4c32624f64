package dev.colophon.catalogue.browse;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Names that books share, one row each: of people or of series. */
final class NameTable {
    static final NameTable AUTHORS = new NameTable("author", "authors", "book_authors w WHERE w.author_id = n.id");
    static final NameTable SERIES = new NameTable("series", "series", "book_series w WHERE w.series_id = n.id");

    private final Statement list;
    private final Statement find;

    /**
     * @param name of one, for the names of statements
     * @param books what finds the books of {@code n}
     */
    private NameTable(String name, String table, String books) {
        list = Statement.of(
                "catalogue." + name + "-names",
                "SELECT n.id, n.name, n.name_key FROM " + table
                        + " n WHERE n.name_key >= :first AND n.name_key <= :last"
                        + " AND (n.name_key, n.id) > (:after_key, :after_id)"
                        + " AND (SELECT EXISTS (SELECT 1 FROM " + books + "))"
                        // a key is there once, and the index of keys has no ids
                        + " ORDER BY n.name_key LIMIT :limit");
        find = Statement.of(
                "catalogue." + name + "-by-id", "SELECT id, name, name_key FROM " + table + " WHERE id = :id");
    }

    /** A row and its place in the list. */
    record Named(Browsing.Name name, String key) {
        private static Named of(Row row) {
            return new Named(new Browsing.Name(row.uuid("id"), row.text("name")), row.text("name_key"));
        }

        List<String> place() {
            return List.of(key, name.id().toString());
        }
    }

    /** Those that a book has and whose name begins with a key, ordered by name. */
    List<Named> list(Session session, String key, List<String> after, int limit) {
        return session.list(
                list,
                Named::of,
                Parameters.of("first", key)
                        .and("last", key + TextKey.LAST)
                        .and("after_key", after.isEmpty() ? "" : after.get(0))
                        .and("after_id", after.isEmpty() ? Ids.FIRST : UUID.fromString(after.get(1)))
                        .and("limit", limit));
    }

    Optional<Browsing.Name> find(Session session, UUID id) {
        return session.first(find, Named::of, Parameters.of("id", id)).map(Named::name);
    }
}
