package dev.colophon.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | de-AT",
                "en;q=0.5, fr-CA;q=0.9 | fr-CA",
                "tlh, de;q=0.5 | de",
                "* | en-GB",
                "'' | en-GB",
                "a;b;c=,,; | en-GB",
                "en-US;q=banana | en-GB"
            })
    void a_browser_gets_what_it_prefers_of_what_is_known(String header, String expected) {
        assertThat(Locales.accepted(header).toLanguageTag()).isEqualToIgnoringCase(expected);
    }

    @Test
    void a_header_that_is_too_long_is_not_read() {
        assertThat(Locales.accepted("de," + "x".repeat(10_000))).isEqualTo(Locales.USUAL);
    }

    @Test
    void a_tag_must_be_one_and_its_language_known() {
        assertThat(Locales.parse("de-CH")).isEqualTo(Locale.forLanguageTag("de-CH"));
        for (String wrong : new String[] {"", "klingon!", "tlh", "de_DE", "de-" + "x".repeat(40), "und", "x-mine"}) {
            assertThat(Locales.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void the_image_holds_every_language_that_is_offered() throws IOException {
        String build = Files.readString(Path.of("src/build/Image.java"));
        String list = build.replaceFirst("(?s).*LOCALES =(.*?);.*", "$1").replaceAll("[^\\w,-]", "");

        assertThat(List.of(list.split(",")))
                .containsAll(Locales.offered().stream().map(Locale::getLanguage).toList());
    }

    @Test
    void what_a_form_offers_is_known_and_each_is_there_once() {
        assertThat(Locales.offered())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(40)
                .allSatisfy(locale ->
                        assertThat(Locales.parse(locale.toLanguageTag())).isEqualTo(locale));
    }
}
