package dev.colophon.catalogue;

import dev.colophon.database.Ids;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which books of the catalogue, ordered by title.
 *
 * @param titlePrefix a key; empty for every title
 * @param authorKey whose books, or everybody's
 * @param after the place of the last book that was shown
 */
record BookList(String titlePrefix, @Nullable String authorKey, List<String> after) {
    static final List<String> START = List.of("", "", Ids.FIRST.toString());
}
