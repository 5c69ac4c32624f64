package dev.colophon.transfer.hardcover;

import dev.colophon.transfer.row.NamedColumn;

/** The 37 columns of a Hardcover export. */
enum Column implements NamedColumn {
    TITLE("Title"),
    AUTHOR("Author"),
    SERIES("Series"),
    STATUS("Status"),
    PRIVACY("Privacy"),
    BOOK_ID("Hardcover Book ID"),
    EDITION_ID("Hardcover Edition ID"),
    ISBN_10("ISBN 10"),
    ISBN_13("ISBN 13"),
    ASIN("ASIN"),
    MEDIA("Media"),
    COUNTRY_CODE("Country Code"),
    LANGUAGE_CODE("Language Code"),
    BINDING("Binding"),
    PAGES("Pages"),
    DURATION("Duration in Seconds"),
    PUBLISH_DATE("Publish Date"),
    PUBLISHER("Publisher"),
    GENRES("Genres"),
    MOODS("Moods"),
    TAGS("Tags"),
    CONTENT_WARNINGS("Content Warnings"),
    LISTS("Lists"),
    DATE_ADDED("Date Added"),
    DATE_STARTED("Date Started"),
    DATE_FINISHED("Date Finished"),
    RATING("Rating"),
    REVIEW("Review"),
    SPOILERS("Review Contains Spoilers"),
    SPONSORED("Sponsored Review"),
    REVIEW_DATE("Review Date"),
    REVIEW_URL("Review URL"),
    REVIEW_MEDIA_URL("Review Media URL"),
    PRIVATE_NOTES("Private Notes"),
    OWNED("Owned"),
    COMPILATION("Compilation"),
    REVIEW_SLATE("Review Slate");

    private final String label;

    Column(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Use use() {
        return switch (this) {
            case TITLE -> Use.REQUIRED;
            case PRIVACY,
                    COUNTRY_CODE,
                    SPONSORED,
                    REVIEW_DATE,
                    REVIEW_URL,
                    REVIEW_MEDIA_URL,
                    COMPILATION,
                    REVIEW_SLATE -> Use.RAW_ONLY;
            default -> Use.MAPPED;
        };
    }
}
