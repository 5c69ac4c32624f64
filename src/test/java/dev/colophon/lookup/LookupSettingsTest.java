package dev.colophon.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.lookup.port.Provider;
import dev.colophon.settings.Surroundings;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked, by the variables. */
class LookupSettingsTest {
    @TempDir
    Path folder;

    private LookupSettings settings(Map<String, String> variables) {
        return TestSettings.in(folder, variables).get(LookupSettings.GROUP);
    }

    @Test
    void without_key_and_contact_nobody_is_asked_and_the_summary_says_why() {
        LookupSettings settings = settings(Map.of());

        assertThat(settings.asks(Provider.GOOGLE_BOOKS)).isFalse();
        assertThat(settings.asks(Provider.OPEN_LIBRARY)).isFalse();
        assertThat(settings.summary())
                .isEqualTo("nobody is asked. Google Books is off: GOOGLE_BOOKS_API_KEY is not set."
                        + " Open Library is off: OPEN_LIBRARY_CONTACT is not set.");
        assertThat(settings.findings()).extracting(DeployFinding::id).containsExactly("colophon.W041");
    }

    @Test
    void the_order_is_that_of_the_variable() {
        LookupSettings settings = settings(Map.of(
                "LOOKUP_PROVIDERS", "open_library, GOOGLE_BOOKS",
                "OPEN_LIBRARY_CONTACT", "https://books.example/about",
                "GOOGLE_BOOKS_API_KEY", "a-key"));

        assertThat(settings.order()).containsExactly(Provider.OPEN_LIBRARY, Provider.GOOGLE_BOOKS);
        assertThat(settings.summary()).startsWith("Open Library, then Google Books is asked.");
        assertThat(settings.findings()).isEmpty();
        assertThat(Sources.userAgent(settings.contact())).endsWith(" (+https://books.example/about)");
    }

    @Test
    void offline_ends_all_of_it() {
        LookupSettings settings = settings(Map.of("APP_OFFLINE", "1", "OPEN_LIBRARY_CONTACT", "a@b.example"));

        assertThat(settings.asks(Provider.OPEN_LIBRARY)).isFalse();
        assertThat(settings.summary()).isEqualTo("off: APP_OFFLINE is 1.");
        assertThat(settings.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPEN_LIBRARY_CONTACT=nobody",
                "OPEN_LIBRARY_CONTACT=a@b",
                "OPEN_LIBRARY_CONTACT=a@b.example (x)",
                "OPEN_LIBRARY_CONTACT=javascript:alert(1)",
                "LOOKUP_PROVIDERS=google_books,google_books",
                "LOOKUP_PROVIDERS=amazon",
                "LOOKUP_PROVIDERS=google_books,",
                "LOOKUP_TIMEOUT_SECONDS=0",
                "LOOKUP_TIMEOUT_SECONDS=31",
                "LOOKUP_TEST_URL=file:///etc/passwd",
            })
    void what_breaks_a_rule_is_refused(String line) {
        assertThat(new Surroundings(folder).dotEnv(line).problems())
                .singleElement()
                .asString()
                .startsWith(line.substring(0, line.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "single-user"})
    void a_server_of_a_test_stands_for_nobody_outside_tests(String profile) {
        Surroundings surroundings = Surroundings.production(folder)
                .with("APP_PROFILE", profile)
                .with("LOOKUP_TEST_URL", "http://127.0.0.1:9999");

        assertThat(surroundings.problems()).anyMatch(problem -> problem.startsWith("LOOKUP_TEST_URL"));
    }
}
