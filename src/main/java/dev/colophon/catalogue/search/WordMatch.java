package dev.colophon.catalogue.search;

import dev.colophon.database.Parameters;
import dev.colophon.text.SearchWords;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What it means that a book is found, as conditions on {@code books.search_key}; the index only names candidates. */
public final class WordMatch {
    private WordMatch() {}

    /**
     * The condition for having every word somewhere.
     *
     * @param books what the statement calls the table
     */
    public static String within(String books) {
        return all(books + ".search_key LIKE :within_%d ESCAPE '\\'");
    }

    /** The values of {@link #within(String)}; without words it holds for every book. */
    public static Parameters within(SearchWords words) {
        return values("within_", words::within);
    }

    /** The condition for having words that begin so. */
    static String begins(String books) {
        return all("(' ' || " + books + ".search_key) LIKE :begins_%d ESCAPE '\\'");
    }

    static Parameters begins(SearchWords words) {
        return values("begins_", words::begins);
    }

    private static String all(String condition) {
        return IntStream.range(0, SearchWords.MOST)
                .mapToObj(condition::formatted)
                .collect(Collectors.joining(" AND "));
    }

    private static Parameters values(String name, IntFunction<String> pattern) {
        Parameters values = Parameters.none();
        IntStream.range(0, SearchWords.MOST).forEach(index -> values.and(name + index, pattern.apply(index)));
        return values;
    }
}
