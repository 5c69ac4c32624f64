package dev.colophon.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Texts ENGLISH = Texts.of(Locale.UK);
    private static final Texts GERMAN = Texts.of(Locale.forLanguageTag("de-AT"));

    @Test
    void a_reader_gets_the_language_of_their_locale_wherever_they_live() {
        assertThat(ENGLISH.text("web.shelf")).isEqualTo("Shelf");
        assertThat(GERMAN.text("web.shelf")).isEqualTo("Regal");
        assertThat(GERMAN.language()).isEqualTo("de");
    }

    @Test
    void who_reads_a_language_that_is_not_there_gets_english() {
        assertThat(Texts.of(Locale.FRANCE).text("web.shelf")).isEqualTo("Shelf");
        assertThat(Texts.of(Locale.ROOT).language()).isEqualTo("en");
    }

    @Test
    void a_key_that_is_no_text_fails_by_its_name() {
        assertThatThrownBy(() -> ENGLISH.text("web.no_such_text"))
                .isInstanceOfSatisfying(
                        MissingResourceException.class,
                        missing -> assertThat(missing.getKey()).isEqualTo("web.no_such_text"));
        assertThatThrownBy(() -> ENGLISH.text("nowhere.shelf")).isInstanceOf(MissingResourceException.class);
        assertThatThrownBy(() -> ENGLISH.text("no key")).isInstanceOf(MissingResourceException.class);
    }
}
