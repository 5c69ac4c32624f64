package dev.colophon.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    enum Colour {
        RED
    }

    record Sample(String name, int pageCount, Colour colour) {}

    private static final String SECRET = "hunter2";

    @Test
    void reads_a_record_with_snake_case_names() {
        Sample sample = read("{\"name\":\"a\",\"page_count\":3,\"colour\":\"red\"}");

        assertThat(sample).isEqualTo(new Sample("a", 3, Colour.RED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":\"hunter2\"} trailing",
                "{\"name\":\"hunter2\",\"name\":\"hunter2\"}",
                "{'name':'hunter2'}",
                "{\"name\":hunter2}",
                "// hunter2\n{}"
            })
    void malformed_json_is_refused_without_quoting_it(String body) {
        Problem problem = refusal(body);

        assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(problem.detail()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":1}",
                "{\"name\":true}",
                "{\"page_count\":\"hunter2\"}",
                "{\"page_count\":1.5}",
                "{\"page_count\":null}",
                "{\"colour\":0}",
                "{\"colour\":\"hunter2\"}",
                "{\"hunter\":1}",
                "[]",
                "null"
            })
    void a_value_of_the_wrong_type_is_refused_without_quoting_it(String body) {
        Problem problem = refusal(body);

        assertThat(problem.kind()).isEqualTo(Kind.INVALID);
        assertThat(problem.errors().toString() + problem.detail()).doesNotContain(SECRET);
    }

    @Test
    void writes_what_it_reads() {
        String text = "{\"name\":\"a\",\"page_count\":3,\"colour\":\"red\"}";

        assertThat(Json.writeText(read(text))).isEqualTo(text);
    }

    @Test
    void names_the_field_by_a_pointer() {
        Problem problem = refusal("{\"page_count\":\"x\"}");

        assertThat(problem.errors()).extracting("pointer").isEqualTo(List.of("/page_count"));
    }

    @Test
    void deep_nesting_is_refused() {
        Problem problem = refusal("[".repeat(40) + "]".repeat(40));

        assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b", "\\udc00", "\\ud800\\ud800"})
    void text_that_a_database_would_change_is_refused(String text) {
        Problem problem = refusal("{\"name\":\"" + text + "\"}");

        assertThat(problem.errors()).extracting("code").isEqualTo(List.of("text"));
    }

    @Test
    void a_surrogate_pair_is_text() {
        assertThat(read("{\"name\":\"\\ud83d\\udcd6\",\"page_count\":1}").name())
                .isEqualTo("📖");
    }

    @Test
    void invalid_utf8_is_malformed() {
        byte[] body = {'{', '"', 'n', (byte) 0xC3, '"', ':', '1', '}'};

        Problem problem = catchThrowableOfType(Problem.class, () -> Json.readTree(body));

        assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
    }

    private static Sample read(String body) {
        return Json.read(body.getBytes(UTF_8), Sample.class);
    }

    private static Problem refusal(String body) {
        return catchThrowableOfType(Problem.class, () -> read(body));
    }
}
