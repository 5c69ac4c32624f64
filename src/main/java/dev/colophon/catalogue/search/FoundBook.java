package dev.colophon.catalogue.search;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import java.util.List;
import java.util.UUID;

/**
 * A book that was found, with its place among the found.
 *
 * @param rank what was found comes in this order: 0 it has exactly this title, 1 it has words that begin so, 2 it has
 *     the words within others
 */
public record FoundBook(int rank, String titleKey, String authorKey, UUID id) {
    static final int EXACT = 0;
    static final int BEGINS = 1;
    static final int WITHIN = 2;

    static final String COLUMNS = "b.id, b.title_key, b.author_key";
    static final String KEY = "(b.title_key, b.author_key, b.id)";
    static final String ORDER = "b.title_key, b.author_key, b.id";

    static FoundBook of(Row row, int rank) {
        return new FoundBook(rank, row.text("title_key"), row.text("author_key"), row.uuid("id"));
    }

    /** Before every book of a rank. */
    static FoundBook start(int rank) {
        return new FoundBook(rank, "", "", Ids.FIRST);
    }

    static FoundBook at(List<String> place) {
        return place.isEmpty()
                ? start(EXACT)
                : new FoundBook(
                        Integer.parseInt(place.get(0)), place.get(1), place.get(2), UUID.fromString(place.get(3)));
    }

    /** For a cursor. */
    public List<String> place() {
        return List.of(String.valueOf(rank), titleKey, authorKey, id.toString());
    }

    /** The values of a condition for coming after this place. */
    Parameters after() {
        return Parameters.of("after_title", titleKey)
                .and("after_author", authorKey)
                .and("after_id", id);
    }
}
