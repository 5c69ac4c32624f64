package dev.colophon.transfer.openreads;

import dev.colophon.transfer.row.NamedColumn;
import java.util.Locale;

/** The columns of an Openreads export. */
enum Column implements NamedColumn {
    TITLE,
    SUBTITLE,
    AUTHOR,
    DESCRIPTION,
    STATUS,
    FAVOURITE,
    DELETED,
    RATING,
    PAGES,
    PUBLISHER,
    PUBLICATION_YEAR,
    ISBN,
    OLID,
    TAGS,
    MY_REVIEW,
    NOTES,
    BOOK_FORMAT,
    READINGS,
    DATE_ADDED,
    DATE_MODIFIED;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Use use() {
        return switch (this) {
            case TITLE -> Use.REQUIRED;
            case PUBLISHER -> Use.MAPPED_IF_THERE;
            case DATE_MODIFIED -> Use.RAW_ONLY;
            default -> Use.MAPPED;
        };
    }
}
