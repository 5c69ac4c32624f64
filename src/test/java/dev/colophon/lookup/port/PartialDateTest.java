package dev.colophon.lookup.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of publication as providers write them. */
class PartialDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2017|2017",
                "2017-05|2017-05",
                "2017-05-12|2017-05-12",
                "2017-02-31|2017",
                "2017-13|2017",
                "July 16, 2019|2019-07-16",
                "Jul 16, 2019|2019-07-16",
                "16 July 2019|2019-07-16",
                "july 2019|2019-07",
                "Sep 2001|2001-09",
                "May, 1999|1999-05",
                "  March   1,  2004. |2004-03-01",
                "February 30, 2004|",
                "05/06/1999|1999",
                "6.5.1999|1999",
            })
    void what_is_sure_is_kept(String text, String date) {
        assertThat(PartialDate.of(text)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "199?", "19uu", "c1996", "[1996]", "0000", "12345", "Spring 1999", "１９９９"})
    void what_is_not_sure_is_nothing(String text) {
        assertThat(PartialDate.of(text)).isNull();
    }
}
