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
    void a_number_is_written_as_the_language_does() {
        assertThat(ENGLISH.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(GERMAN.number(1_234_567)).isEqualTo("1.234.567");
        assertThat(GERMAN.number(4.5)).isEqualTo("4,5");
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

    @Test
    void a_sentence_of_another_room_is_translated_with_its_numbers_and_with_sentences_in_it() {
        assertThat(GERMAN.sentence("At most 80 characters are allowed."))
                .isEqualTo("Höchstens 80 Zeichen sind erlaubt.");
        assertThat(GERMAN.sentence("The library refuses this row: This is not an ISBN."))
                .isEqualTo("Die Bibliothek lehnt diese Zeile ab: Das ist keine ISBN.");
        assertThat(GERMAN.sentence("The file is empty. Export again."))
                .isEqualTo("Die Datei ist leer. Exportiere noch einmal.");
    }

    @Test
    void a_sentence_that_nobody_translated_stays_as_it_is_whatever_it_holds() {
        assertThat(GERMAN.sentence("Nobody said {0} this 'yet'. Nor that"))
                .isEqualTo("Nobody said {0} this 'yet'. Nor that");
        assertThat(GERMAN.sentence("")).isEmpty();
        assertThat(ENGLISH.sentence("At most 80 characters are allowed."))
                .isEqualTo("At most 80 characters are allowed.");
    }
}
