package dev.colophon.catalogue.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.browse.IdentifierLinks.Link;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierLinksTest {
    @ParameterizedTest
    @CsvSource({
        "goodreads,     18423,                 https://www.goodreads.com/book/show/18423",
        "google,        zyTCAlFPjgYC,          https://books.google.com/books?id=zyTCAlFPjgYC",
        "librarything,  1060,                  https://www.librarything.com/work/1060",
        "oclc,          299028,                https://search.worldcat.org/title/299028",
        "storygraph,    90e0-4d,               https://app.thestorygraph.com/books/90e0-4d",
        "hardcover,     the-dispossessed,      https://hardcover.app/books/the-dispossessed",
        "openlibrary,   OL7353617M,            https://openlibrary.org/books/OL7353617M",
        "openlibrary,   OL59798W,              https://openlibrary.org/works/OL59798W",
        "asin,          B0012RMVFO,            https://www.amazon.com/dp/B0012RMVFO"
    })
    void a_known_system_has_a_page_of_the_book(String scheme, String value, String href) {
        assertThat(IdentifierLinks.of(scheme, value).href()).isEqualTo(href);
    }

    @Test
    void what_a_value_holds_stays_one_part_of_the_address() {
        assertThat(IdentifierLinks.of("goodreads", "1/../x?a=b&c#d \"><é").href())
                .isEqualTo("https://www.goodreads.com/book/show/1%2F..%2Fx%3Fa%3Db%26c%23d%20%22%3E%3C%C3%A9");
        assertThat(IdentifierLinks.of("goodreads", "..").href()).isNull();
    }

    @Test
    void what_leads_nowhere_is_shown_without_a_link() {
        assertThat(IdentifierLinks.of(Map.of("calibre", "javascript:alert(1)", "asin", "see below")))
                .containsExactly(
                        new Link("Amazon", "see below", null), new Link("calibre", "javascript:alert(1)", null));
    }
}
