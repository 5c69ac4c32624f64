package dev.colophon.transfer.calibre;

import dev.colophon.transfer.row.NamedColumn;
import java.util.Locale;

/** The columns of a catalogue of Calibre. */
enum Column implements NamedColumn {
    AUTHORS,
    AUTHOR_SORT,
    RATING,
    LIBRARY_NAME,
    TIMESTAMP,
    FORMATS,
    SIZE,
    ISBN,
    IDENTIFIERS,
    COMMENTS,
    TAGS,
    SERIES,
    SERIES_INDEX,
    LANGUAGES,
    TITLE,
    COVER,
    TITLE_SORT,
    PUBLISHER,
    PUBDATE,
    ID,
    UUID;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Use use() {
        return switch (this) {
            case TITLE -> Use.REQUIRED;
            case AUTHOR_SORT, LIBRARY_NAME, SIZE, COVER, TITLE_SORT, ID -> Use.RAW_ONLY;
            default -> Use.MAPPED;
        };
    }
}
