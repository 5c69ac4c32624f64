package dev.colophon.transfer.goodreads;

import dev.colophon.transfer.row.NamedColumn;

/**
 * Every column that a Goodreads export has had: 31 until 2022, 24 until 2026, 23 since, and three
 * that the Enhance-GoodReads-Export script adds.
 */
enum Column implements NamedColumn {
    BOOK_ID("Book Id"),
    TITLE("Title", Use.REQUIRED),
    AUTHOR("Author"),
    AUTHOR_LAST_FIRST("Author l-f"),
    ADDITIONAL_AUTHORS("Additional Authors"),
    ISBN("ISBN"),
    ISBN13("ISBN13"),
    MY_RATING("My Rating"),
    AVERAGE_RATING("Average Rating", Use.RAW_ONLY),
    PUBLISHER("Publisher"),
    BINDING("Binding"),
    NUMBER_OF_PAGES("Number of Pages"),
    YEAR_PUBLISHED("Year Published"),
    ORIGINAL_PUBLICATION_YEAR("Original Publication Year"),
    DATE_READ("Date Read"),
    DATE_ADDED("Date Added"),
    BOOKSHELVES("Bookshelves"),
    BOOKSHELVES_WITH_POSITIONS("Bookshelves with positions"),
    EXCLUSIVE_SHELF("Exclusive Shelf"),
    MY_REVIEW("My Review"),
    SPOILER("Spoiler"),
    PRIVATE_NOTES("Private Notes"),
    READ_COUNT("Read Count"),
    OWNED_COPIES("Owned Copies"),
    RECOMMENDED_FOR("Recommended For", Use.RAW_ONLY),
    RECOMMENDED_BY("Recommended By", Use.RAW_ONLY),
    ORIGINAL_PURCHASE_DATE("Original Purchase Date", Use.RAW_ONLY),
    ORIGINAL_PURCHASE_LOCATION("Original Purchase Location", Use.RAW_ONLY),
    CONDITION("Condition", Use.MAPPED_IF_THERE),
    CONDITION_DESCRIPTION("Condition Description", Use.RAW_ONLY),
    BCID("BCID", Use.RAW_ONLY),
    READ_DATES("read_dates", Use.MAPPED_IF_THERE),
    GENRES("genres", Use.RAW_ONLY),
    N_RATINGS("n_ratings", Use.RAW_ONLY);

    private final String label;
    private final Use use;

    Column(String label) {
        this(label, Use.MAPPED);
    }

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
