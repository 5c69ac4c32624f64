package dev.colophon.account.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.oidc.ProvidedIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuggestedNamesTest {
    private static List<String> usernames(@Nullable String username, @Nullable String name, @Nullable String email) {
        return SuggestedNames.of(new ProvidedIdentity("https://login.example", "1", username, name, email))
                .usernames();
    }

    @Test
    void a_username_is_taken_as_it_is_or_made_one() {
        assertThat(usernames("Anne.Elliot", null, null)).startsWith("Anne.Elliot", "Anne.Elliot-2");
        assertThat(usernames("anne@kellynch.example", null, null)).startsWith("anne");
        assertThat(usernames("Ünal Öz", null, null)).startsWith("Unal-Oz");
        assertThat(usernames("-.anne", null, null)).startsWith("anne");
        assertThat(usernames("x", "Anne Elliot", "a.elliot@kellynch.example")).startsWith("a.elliot");
        assertThat(usernames(null, "Anne Elliot", null)).startsWith("Anne-Elliot");
        assertThat(usernames("安妮", null, null)).startsWith("reader");
        assertThat(usernames("", "", "")).startsWith("reader");
    }

    @Test
    void all_that_is_suggested_can_be_a_username() {
        for (String text : List.of("a".repeat(300), "ab", "--", "<script>", "ﬃ\uD800\u0000", "a b c", "..a..")) {
            assertThat(usernames(text, text, text)).allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,31}"));
        }
    }

    @Test
    void a_name_is_one_line_of_a_bounded_length() {
        var identity =
                new ProvidedIdentity("https://login.example", "1", null, " Anne\n\tElliot" + "x".repeat(99), null);

        assertThat(SuggestedNames.of(identity).displayName())
                .startsWith("Anne Elliotx")
                .hasSize(80);
    }
}
