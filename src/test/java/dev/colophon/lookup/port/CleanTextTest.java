package dev.colophon.lookup.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that somebody else wrote. */
class CleanTextTest {
    private static JsonNode value(String json) {
        return Json.readForeign(("{\"v\":" + json + "}").getBytes(StandardCharsets.UTF_8))
                .path("v");
    }

    @Test
    void a_line_has_no_markup_no_line_ends_and_no_character_that_cannot_be_stored() {
        assertThat(CleanText.line(value("\" <b>Dune</b>\\n&amp; a\\u0000b\\ud800c<script>x</script> \""), 100))
                .isEqualTo("Dune & abc");
    }

    @Test
    void a_long_line_is_cut_between_characters() {
        assertThat(CleanText.line(value("\"ab🐉\""), 3)).isEqualTo("ab");
    }

    @Test
    void a_description_keeps_its_paragraphs_and_is_cut() {
        assertThat(CleanText.description(value("\"<p>One</p><p>Two<br>Three</p><a href='javascript:x'>y</a>\"")))
                .isEqualTo("One\n\nTwo\nThree\n\ny");
        assertThat(CleanText.description(value("{\"type\":\"/type/text\",\"value\":\"Text\"}")))
                .isEqualTo("Text");
        assertThat(CleanText.description(value("\"" + "x".repeat(50_000) + "\"")))
                .hasSize(CleanText.MAX_DESCRIPTION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|true",
                "0|false",
                "-1|false",
                "1000001|false",
                "1.5|false",
                "'\"12\"'|false",
                "1e3|false",
                "99999999999999999999|false",
                "null|false",
                "[]|false"
            })
    void a_number_is_whole_and_within_its_bounds(String json, boolean kept) {
        assertThat(CleanText.number(value(json), 1, 1_000_000) != null).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "fr,fr",
        "pt-BR,pt-BR",
        "eng,en",
        "fre,fr",
        "ger,de",
        "grc,grc",
        "und,",
        "mul,",
        "x,",
        "'fr,en',",
        "français,"
    })
    void a_language_is_named_as_drafts_name_it(String name, String tag) {
        assertThat(LanguageTag.of(name)).isEqualTo(tag);
    }
}
