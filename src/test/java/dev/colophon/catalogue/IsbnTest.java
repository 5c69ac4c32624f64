package dev.colophon.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.shelf.Rating;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsbnTest {
    @ParameterizedTest
    @CsvSource({
        "0-306-40615-2,9780306406157,0306406152",
        "978-0-306-40615-7,9780306406157,0306406152",
        "080442957x,9780804429573,080442957X",
        "979-10-90636-07-1,9791090636071,"
    })
    void either_form_gives_the_other(String text, String thirteen, String ten) {
        Isbn isbn = Isbn.parse(text).orElseThrow();

        assertThat(isbn.isbn13()).isEqualTo(thirteen);
        assertThat(isbn.isbn10().orElse(null)).isEqualTo(ten);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9780306406158",
                "0306406153",
                "4006381333931",
                "97803064061５7",
                "B07MNWKF2M",
                "1234567890123456789012345678901234567890"
            })
    void what_is_no_isbn_is_refused(String text) {
        assertThat(Isbn.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.25,1", "5,20", "4.750,19", "1e0,4", "0.25000000000000000000,1"})
    void stars_come_in_quarters(BigDecimal stars, int quarters) {
        assertThat(Rating.ofStars(stars)).contains(new Rating(quarters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5.25", "0.1", "4.2", "1e1000000000", "1e-1000000000", "7.5"})
    void other_stars_are_refused(BigDecimal stars) {
        assertThat(Rating.ofStars(stars)).isEmpty();
    }

    @Test
    void a_rating_is_shown_as_it_was_given() {
        assertThat(new Rating(20).stars()).isEqualTo(new BigDecimal("5"));
        assertThat(new Rating(17).stars()).isEqualTo(new BigDecimal("4.25"));
    }
}
