package dev.colophon.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Dune | dune
                    the  DUNE Dune | the dune
                    Éléonore, comtesse | eleonore comtesse
                    Ender's Game | enders game
                    Ender’s Game | enders game
                    Spider-Man | spider man
                    J.R.R. Tolkien | jrr tolkien
                    Vol.2 | vol 2
                    978-0-441-17271-9 | 9780441172719
                    0–8044–2957–x | 080442957x
                    1939-1945 | 1939 1945
                    C++ & C# | c++ c
                    ??? | ???
                    dune ? | dune
                    村上春樹 | 村上春樹
                    Ἰλιάς | ιλιασ
                    """)
    void the_words_of_a_search_are_folded_and_without_punctuation(String text, String words) {
        assertThat(SearchWords.of(text)).hasToString(words);
    }

    @Test
    void at_most_eight_words_count_and_nothing_is_no_word() {
        assertThat(SearchWords.of("a b c d e f g h i j").words()).hasSize(SearchWords.MOST);
        assertThat(SearchWords.of(" \u0000\n\u200b ").isEmpty()).isTrue();
        assertThat(SearchWords.of("").within(0)).isEqualTo("%");
    }

    @Test
    void a_search_cannot_smuggle_wildcards_in() {
        assertThat(SearchWords.of("%_\\").within(0)).isEqualTo("%\\%\\_\\\\%");
        assertThat(SearchWords.of("%_\\").begins(0)).isEqualTo("% \\%\\_\\\\%");
        assertThat(SearchWords.of("100%_\\ Éa").words()).isEqualTo(List.of("100", "ea"));
    }

    @Test
    void a_very_long_text_counts_by_its_beginning() {
        String words = SearchWords.of("💡".repeat(5_000)).toString();

        assertThat(words).hasSize(500);
        assertThat(TextRule.holds(words)).isTrue();
        assertThat(SearchWords.of("a" + "💡".repeat(5_000)).toString()).hasSize(499);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Dune | dune
                    Ender's Game | ender's game ｟ ender s enders
                    J.R.R. Tolkien | j.r.r. tolkien ｟ j r jrr
                    J. R. R. Tolkien, (ed.) | j. r. r. tolkien, (ed.) ｟ j r tolkien ed jrr
                    Spider-Man | spider-man ｟ spider man spiderman
                    ??? | ???
                    """)
    void a_line_holds_the_text_and_its_words_as_people_type_them(String text, String line) {
        assertThat(SearchLine.of(List.of(text))).isEqualTo(line);
    }

    @Test
    void the_line_of_a_line_is_itself() {
        var random = new Random(11);
        String letters = "ab. ,'-é日 ｟_%+";
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int index = random.nextInt(20); index >= 0; index--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String line = SearchLine.of(List.of(text.toString()));
            assertThat(SearchLine.of(line)).as("%s", text).isEqualTo(line);
        }
    }
}
