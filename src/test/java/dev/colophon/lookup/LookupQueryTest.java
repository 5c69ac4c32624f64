package dev.colophon.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Drafts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked up, and how sure a result is. */
class LookupQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "978-0-441-01359-3|isbn:9780441013593",
                "0441013597|isbn:9780441013593",
                "  Dune   HERBERT |words:dune herbert",
                "Émile Zola|words:emile zola",
                "9780441013594|words:9780441013594",
                "三体 劉|words:三体 劉",
            })
    void one_question_has_one_key(String text, String key) {
        assertThat(LookupQuery.parse(text).orElseThrow().key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ab", "the", "THE ", "a\u0000bc", "abc\ud800"})
    void what_no_provider_understands_is_not_asked(String text) {
        assertThat(LookupQuery.parse(text)).isEmpty();
        assertThat(LookupQuery.parse("x".repeat(201))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dune,0.90", "dune herb,0.90", "Dune: Herbert!,0.90", "dune asimov,0.45", "foundation,0.00", "une,0.00"
    })
    void words_make_a_result_as_sure_as_it_has_them(String words, String confidence) {
        BookDraft dune = Drafts.book("Dune", "Frank Herbert");

        assertThat(Confidence.of(LookupQuery.parse(words).orElseThrow(), dune)).isEqualTo(confidence);
    }
}
