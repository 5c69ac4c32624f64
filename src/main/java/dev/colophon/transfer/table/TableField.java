package dev.colophon.transfer.table;

import dev.colophon.transfer.row.NamedColumn;
import java.util.List;
import java.util.Locale;

/** What a reader can say that a column of their own table is. */
public enum TableField implements NamedColumn {
    TITLE("Title", "book title", "name", "book", "titel", "titre", "título", "titolo"),
    SUBTITLE("Subtitle"),
    AUTHORS("Authors", "author", "author(s)", "writer", "autor", "auteur", "autore", "by"),
    ISBN("ISBN", "isbn13", "isbn-13", "isbn 13", "isbn10", "isbn-10", "isbn 10", "ean"),
    SERIES("Series", "reihe"),
    PUBLISHER("Publisher", "verlag"),
    PUBLISHED(
            "Day or year of publication",
            "year",
            "published",
            "publication year",
            "year published",
            "publication date"),
    PAGES("Pages", "page count", "number of pages", "seiten"),
    LANGUAGE("Language", "languages", "sprache"),
    FORMAT("Format", "binding", "medium"),
    STATUS("Status", "read status", "shelf", "exclusive shelf", "state"),
    RATING("Rating, of 5 stars", "rating", "my rating", "stars", "star rating"),
    RATING_OF_10("Rating, of 10", "score"),
    STARTED("Begun on", "date started", "start date", "started"),
    FINISHED("Finished on", "date read", "date finished", "finish date", "finished", "read on"),
    ADDED("Added on", "date added", "added"),
    TAGS("Tags", "shelves", "bookshelves", "lists", "genre", "genres"),
    REVIEW("Review", "my review"),
    PRIVATE_NOTE("Private note", "notes", "private notes", "comment", "comments"),
    OWNED("Owned", "owned?");

    private final String label;
    private final List<String> guesses;

    TableField(String label, String... guesses) {
        this.label = label;
        this.guesses = List.of(guesses);
    }

    /** For people. */
    @Override
    public String label() {
        return label;
    }

    /** What such columns are called by those who make tables. */
    @Override
    public List<String> otherLabels() {
        return guesses;
    }

    @Override
    public Use use() {
        return Use.MAPPED_IF_THERE;
    }

    /** How the API and forms spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
