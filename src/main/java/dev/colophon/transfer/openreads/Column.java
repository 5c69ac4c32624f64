package dev.colophon.transfer.openreads;

import dev.colophon.transfer.row.NamedColumn;
import java.util.List;
import java.util.Locale;

/** The columns of an Openreads export, and what its backups have beside them. */
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
    DATE_MODIFIED,
    /** Of backups alone, as all that follows. */
    ID,
    START_DATE,
    FINISH_DATE,
    READING_TIME,
    HAS_COVER,
    BLUR_HASH,
    COVER;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> otherLabels() {
        return switch (this) {
            case BOOK_FORMAT -> List.of("book_type");
            case FAVOURITE -> List.of("favorite");
            default -> List.of();
        };
    }

    @Override
    public Use use() {
        return switch (this) {
            case TITLE -> Use.REQUIRED;
            case PUBLISHER, START_DATE, FINISH_DATE -> Use.MAPPED_IF_THERE;
            case DATE_MODIFIED, ID, READING_TIME, HAS_COVER, BLUR_HASH, COVER -> Use.RAW_ONLY;
            default -> Use.MAPPED;
        };
    }
}
