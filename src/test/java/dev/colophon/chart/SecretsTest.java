package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.chart.Scenarios.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets are named or given, never invented. */
class SecretsTest {
    private static final Chart PRODUCTION = Chart.with("production");

    static Iterable<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void no_secret_is_made_up(Scenario scenario) {
        assertThat(scenario.chart().render().all("Secret")).isEmpty();
    }

    @Test
    void given_secrets_are_kept_in_a_secret_and_roll_the_pods() {
        String values = "{secretKey: {existingSecret: '', value: first}, database: {existingSecret: '',"
                + " password: second, migrator: {existingSecret: '', password: third}}}";
        Rendered rendered = PRODUCTION.and(values).render();
        Rendered changed = PRODUCTION.and(values.replace("first", "other")).render();
        JsonNode secret = rendered.one("Secret");

        Rendered.map(secret.path("data"))
                .forEach((key, text) -> assertThat(decoded(text)).isIn("first", "second", "third"));
        assertThat(secret.path("data")).hasSize(3);
        for (String container : List.of("colophon", "migrate", "check")) {
            Rendered.variables(rendered.container(container)).values().stream()
                    .filter(value -> value.startsWith("colophon/"))
                    .forEach(ref -> assertThat(secret.path("data").has(ref.substring(9)))
                            .as(ref)
                            .isTrue());
        }
        assertThat(rendered.web().template().at("/metadata/annotations"))
                .isNotEqualTo(changed.web().template().at("/metadata/annotations"));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
