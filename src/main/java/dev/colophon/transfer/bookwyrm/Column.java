package dev.colophon.transfer.bookwyrm;

import dev.colophon.transfer.row.NamedColumn;
import java.util.Locale;

/** The columns of a BookWyrm export. */
enum Column implements NamedColumn {
    TITLE,
    AUTHOR_TEXT,
    REMOTE_ID,
    OPENLIBRARY_KEY,
    FINNA_KEY,
    INVENTAIRE_ID,
    LIBRARYTHING_KEY,
    GOODREADS_KEY,
    BNF_ID,
    VIAF,
    WIKIDATA,
    ASIN,
    AASIN,
    ISFDB,
    ISBN_10,
    ISBN_13,
    OCLC_NUMBER,
    PAGES,
    START_DATE,
    FINISH_DATE,
    STOPPED_DATE,
    RATING,
    REVIEW_NAME,
    REVIEW_CW,
    REVIEW_CONTENT,
    REVIEW_PUBLISHED,
    SHELF,
    SHELF_NAME,
    SHELF_DATE;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Keys of works would make one book of two editions. */
    @Override
    public Use use() {
        return switch (this) {
            case TITLE -> Use.REQUIRED;
            case PAGES -> Use.MAPPED_IF_THERE;
            case FINNA_KEY, LIBRARYTHING_KEY, BNF_ID, VIAF, WIKIDATA, AASIN, ISFDB, REVIEW_PUBLISHED -> Use.RAW_ONLY;
            default -> Use.MAPPED;
        };
    }
}
