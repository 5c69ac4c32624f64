package dev.colophon.transfer.librarything;

import dev.colophon.transfer.row.NamedColumn;
import java.util.List;

/** The columns of a LibraryThing export that mean something here, by their names in the table and in JSON. */
enum Column implements NamedColumn {
    BOOK_ID("Book Id", "books_id"),
    TITLE("Title"),
    PRIMARY_AUTHOR("Primary Author", "primaryauthor"),
    PRIMARY_AUTHOR_ROLE("Primary Author Role", "primaryauthorrole"),
    SECONDARY_AUTHOR("Secondary Author", "secondaryauthor"),
    SECONDARY_AUTHOR_ROLES("Secondary Author Roles", "secondaryauthorroles"),
    PUBLICATION("Publication"),
    DATE("Date"),
    REVIEW("Review"),
    RATING("Rating"),
    PRIVATE_COMMENT("Private Comment", "privatecomment"),
    COMMENT("Comment", "Comments"),
    MEDIA("Media", "format"),
    PAGE_COUNT("Page Count", "pages"),
    DATE_STARTED("Date Started", "datestarted"),
    DATE_READ("Date Read", "dateread"),
    TAGS("Tags"),
    COLLECTIONS("Collections"),
    LANGUAGES("Languages", "language"),
    SERIES("Series"),
    ISBN("ISBN", "originalisbn"),
    ISBNS("ISBNs"),
    COPIES("Copies"),
    ENTRY_DATE("Entry Date", "entrydate"),
    OCLC("OCLC"),
    ASIN("ASIN");

    private final List<String> labels;

    Column(String... labels) {
        this.labels = List.of(labels);
    }

    @Override
    public String label() {
        return labels.getFirst();
    }

    @Override
    public List<String> otherLabels() {
        return labels.subList(1, labels.size());
    }

    @Override
    public Use use() {
        return switch (this) {
            case TITLE -> Use.REQUIRED;
            case BOOK_ID, PRIMARY_AUTHOR, RATING, DATE_READ, COLLECTIONS, ENTRY_DATE -> Use.MAPPED;
            default -> Use.MAPPED_IF_THERE;
        };
    }
}
