package dev.colophon.transfer.openlibrary;

import dev.colophon.transfer.row.NamedColumn;

/** The columns of Open Library's reading log, old and new. */
enum Column implements NamedColumn {
    WORK_ID("Work ID", Use.MAPPED),
    TITLE("Title", Use.MAPPED_IF_THERE),
    AUTHORS("Authors", Use.MAPPED_IF_THERE),
    FIRST_PUBLISH_YEAR("First Publish Year", Use.MAPPED_IF_THERE),
    EDITION_ID("Edition ID", Use.MAPPED),
    EDITION_COUNT("Edition Count", Use.RAW_ONLY),
    BOOKSHELF("Bookshelf", Use.MAPPED),
    MY_RATINGS("My Ratings", Use.MAPPED_IF_THERE);

    private final String label;
    private final Use use;

    Column(String label, Use use) {
        this.label = label;
        this.use = use;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Use use() {
        return use;
    }
}
