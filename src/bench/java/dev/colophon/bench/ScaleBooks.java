package dev.colophon.bench;

import dev.colophon.catalogue.search.ScaleTokens;
import dev.colophon.text.SearchLine;
import dev.colophon.text.TextKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The catalogue. At every size one author has 200 books and one series 100 volumes, so that pages of them are the same
 * at every size; the others' are spread, with a few authors of many books. Two books of a thousand are there twice.
 */
final class ScaleBooks {
    private static final int OF_PROLIFIC_AUTHOR = 200;
    private static final int OF_LONG_SERIES = 100;
    private static final int TWICE = 500;

    private final ScaleSize size;

    /** By book; entries need them too. */
    private final String[] titleKeys;

    private final String[] sortKeys;

    /** What the search looks for words in. */
    private final String[] lines;

    ScaleBooks(ScaleSize size) {
        this.size = size;
        this.titleKeys = new String[size.books()];
        this.sortKeys = new String[size.books()];
        this.lines = new String[size.books()];
    }

    String titleKey(int book) {
        return titleKeys[book];
    }

    String sortKey(int book) {
        return sortKeys[book];
    }

    /** The one before, if the book is there twice. */
    private static int same(int book) {
        return book % TWICE == TWICE - 1 ? book - 1 : book;
    }

    private int author(int book) {
        int same = same(book);
        if (same % (size.books() / OF_PROLIFIC_AUTHOR) == 0) {
            return 0;
        }
        double unit = ScaleText.unit('a', same);
        return 1 + (int) (unit * Math.sqrt(unit) * (size.authors() - 1));
    }

    /** Or -1. */
    private int series(int book) {
        if (book % (size.books() / OF_LONG_SERIES) == 1) {
            return 0;
        }
        return ScaleText.pick('s', book, 100) < 15 ? 1 + ScaleText.pick('r', book, size.series() - 1) : -1;
    }

    void load(Connection connection) throws SQLException, IOException {
        try (BulkTable authors = BulkTable.open(connection, "authors", "id, name, name_key")) {
            for (int author = 0; author < size.authors(); author++) {
                String name = ScaleText.author(author);
                authors.add(ScaleSize.id('a', author), name, TextKey.of(name));
            }
        }
        try (BulkTable series = BulkTable.open(connection, "series", "id, name, name_key")) {
            for (int one = 0; one < size.series(); one++) {
                String name = ScaleText.series(one);
                series.add(ScaleSize.id('s', one), name, TextKey.of(name));
            }
        }
        books(connection);
        links(connection);
        search(connection);
    }

    /** What the program would find out by itself, some time after its start. */
    private void search(Connection connection) throws SQLException, IOException {
        boolean postgresql = connection.isWrapperFor(PGConnection.class);
        try (BulkTable known = BulkTable.open(connection, "book_search", "book_id, version")) {
            for (int book = 0; book < size.books(); book++) {
                known.add(ScaleSize.id('b', book), 1);
            }
        }
        // on SQLite the tokens have the row's number, which is counted from 1
        String columns = (postgresql ? "book_id" : "rowid") + ", tokens";
        try (BulkTable tokens = BulkTable.open(connection, "book_search_tokens", columns)) {
            for (int book = 0; book < size.books(); book++) {
                tokens.add(postgresql ? ScaleSize.id('b', book) : book + 1, ScaleTokens.of(lines[book]));
            }
        }
    }

    private void books(Connection connection) throws SQLException, IOException {
        String columns = "id, title, subtitle, title_key, author_key, author_sort_key, search_key, contributors,"
                + " series, identifiers, isbn13, language, publisher, published_on, original_year, page_count,"
                + " description, version, created_at, updated_at";
        try (BulkTable books = BulkTable.open(connection, "books", columns)) {
            for (int book = 0; book < size.books(); book++) {
                book(books, book);
            }
        }
    }

    private void book(BulkTable books, int book) throws SQLException, IOException {
        String title = ScaleText.title(same(book));
        String subtitle = book % 10 < 3 ? ScaleText.title(book + 5_000_000L) : null;
        String author = ScaleText.author(author(book));
        int series = series(book);
        String isbn = isbn(book);
        titleKeys[book] = TextKey.of(title);
        sortKeys[book] = TextKey.ofPerson(author);
        String line = SearchLine.of(List.of(
                title, subtitle == null ? "" : subtitle, author, series < 0 ? "" : ScaleText.series(series), isbn));
        lines[book] = line;
        books.add(
                ScaleSize.id('b', book),
                title,
                subtitle,
                titleKeys[book],
                TextKey.of(author),
                sortKeys[book],
                line,
                "[{\"name\":\"" + author + "\",\"role\":\"author\"}]",
                series < 0
                        ? "[]"
                        : "[{\"name\":\"" + ScaleText.series(series) + "\",\"position\":\"" + number(book) + "\"}]",
                "{\"goodreads\":\"" + (1_000_000 + book) + "\"}",
                isbn,
                "en",
                "Sample Press",
                String.valueOf(1950 + book % 75),
                1900 + book % 120,
                80 + book % 700,
                book % 3 == 0 ? ScaleText.sentence('x', book) + " " + ScaleText.sentence('y', book) : null,
                1,
                ScaleSize.at((int) (book * 5_000L / size.books()), book),
                ScaleSize.at((int) (book * 5_000L / size.books()), book));
    }

    private static String isbn(int book) {
        String digits = "978%09d".formatted(100_000_000 + book);
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            sum += (digits.charAt(index) - '0') * (index % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private int number(int book) {
        return series(book) == 0 ? 1 + book / (size.books() / OF_LONG_SERIES) : 1 + ScaleText.pick('n', book, 9);
    }

    private void links(Connection connection) throws SQLException, IOException {
        try (BulkTable links = BulkTable.open(connection, "book_authors", "book_id, author_id, role, ordinal")) {
            for (int book = 0; book < size.books(); book++) {
                links.add(ScaleSize.id('b', book), ScaleSize.id('a', author(book)), "author", 0);
            }
        }
        try (BulkTable links =
                BulkTable.open(connection, "book_series", "book_id, series_id, position, position_sort")) {
            for (int book = 0; book < size.books(); book++) {
                if (series(book) >= 0) {
                    links.add(
                            ScaleSize.id('b', book),
                            ScaleSize.id('s', series(book)),
                            number(book),
                            number(book) * 1000);
                }
            }
        }
        try (BulkTable links = BulkTable.open(connection, "book_identifiers", "scheme, value, book_id")) {
            for (int book = 0; book < size.books(); book++) {
                links.add("goodreads", 1_000_000 + book, ScaleSize.id('b', book));
            }
        }
    }
}
