package dev.colophon.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.text.SearchLine;
import dev.colophon.text.SearchWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTokensTest {
    @Test
    void a_token_that_another_one_begins_with_is_left_out() {
        assertThat(tokens("see sees")).containsExactly("ees", "es", "sees", "｟sees");
        assertThat(tokens("aaa")).containsExactly("aaa", "｟aaa");
    }

    /** Both databases look for tokens that begin so. */
    @Test
    void every_part_of_a_word_is_the_beginning_of_a_token() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            List<String> words = new ArrayList<>();
            for (int word = 0; word < 4; word++) {
                words.add(word(random));
            }
            List<String> tokens = tokens(String.join(" ", words));
            for (String word : words) {
                for (int start = 0; start < word.length(); start++) {
                    for (int end = start + 1; end <= word.length(); end++) {
                        String part = word.substring(start, end);
                        demand(tokens, part, false);
                        if (start == 0) {
                            demand(tokens, part, true);
                        }
                    }
                }
            }
        }
    }

    private static void demand(List<String> tokens, String part, boolean beginning) {
        String wanted = SearchTokens.of(new SearchWords(List.of(part)), beginning);
        assertThat(tokens).as(part).anyMatch(token -> token.startsWith(wanted));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(15); length > 0; length--) {
            word.append("abé森".charAt(random.nextInt(4)));
        }
        return word.toString();
    }

    private static List<String> tokens(String line) {
        return Arrays.asList(SearchTokens.of(SearchLine.of(line)).split(" "));
    }
}
