package dev.colophon.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "L'Étranger|l'etranger",
                "L’ÉTRANGER|l'etranger",
                "Straße|strasse",
                "STRAẞE|strasse",
                "ΛΌΓΟΣ|λογοσ",
                "λόγος|λογοσ",
                "  The   Left\tHand  |the left hand",
                "Ｆｕｌｌ ｗｉｄｔｈ|full width",
                "Diyarbakır İstanbul|diyarbakir istanbul",
                "Ёлка|елка",
                "1984 – a novel|1984 - a novel"
            })
    void one_text_has_one_key_however_it_is_typed(String text, String key) {
        assertThat(TextKey.of(text)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"か,が", "कुल,कूल", "กา,กี", "Dune,Dunes"})
    void texts_that_mean_different_things_have_different_keys(String one, String other) {
        assertThat(TextKey.of(one)).isNotEqualTo(TextKey.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ursula Guin|guin ursula",
                "Martin Luther King Jr.|king martin luther jr.",
                "Plato|plato",
                "King, Stephen|king stephen",
                "村上春樹|村上春樹",
                "|"
            })
    void people_are_sorted_by_their_surname(@Nullable String name, @Nullable String key) {
        assertThat(TextKey.ofPerson(name == null ? "" : name)).isEqualTo(key == null ? "" : key);
    }

    @Test
    void a_very_long_text_keeps_a_key_of_its_own_that_an_index_takes() {
        String one = "𝔘x".repeat(900);
        String other = one + "y";

        assertThat(TextKey.of(one)).isNotEqualTo(TextKey.of(other));
        assertThat(TextKey.of("字".repeat(1000)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(800);
        assertThat(dev.colophon.text.TextRule.holds(TextKey.of("a" + "💡".repeat(300))))
                .isTrue();
    }

    @Test
    void the_key_of_a_key_is_itself() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int index = random.nextInt(12); index >= 0; index--) {
                int character = random.nextInt(0x2FFFF);
                text.appendCodePoint(
                        Character.isDefined(character) && character > 0xDFFF || character < 0xD800 ? character : 'a');
            }
            String key = TextKey.of(text.toString());
            assertThat(TextKey.of(key)).as("%s", text).isEqualTo(key);
        }
    }

    @Test
    void a_search_cannot_smuggle_wildcards_in() {
        assertThat(TextKey.pattern("100%_\\ Éa")).isEqualTo("%100\\%\\_\\\\%ea%");
        assertThat(TextKey.pattern("  ")).isEqualTo("%");
    }
}
