package dev.colophon.lookup;

import static dev.colophon.lookup.ProviderServer.BOOKS;
import static dev.colophon.lookup.ProviderServer.GOOGLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.lookup.LookupAnswer.Asked;
import dev.colophon.lookup.LookupAnswer.Outcome;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that are slow, broken, hostile or tired: a look-up says so in a sentence and fails for none of it. */
@Timeout(60)
class FailingProvidersTest {
    private static final String ISBN = "9780441013593";

    private final ProviderServer server = new ProviderServer();
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final TestLookups lookups =
            new TestLookups(rows.database(), TestLookups.settings(server, "OPEN_LIBRARY_CONTACT", ""));

    @AfterEach
    void close() {
        lookups.close();
        rows.close();
        server.close();
    }

    static Stream<Arguments> failures() {
        byte[] huge = "{\"items\":\"%s\"}".formatted("x".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of(
                        Reply.recorded(200, "google-isbn.json").after(Duration.ofSeconds(4)), "did not answer in time"),
                Arguments.of(Reply.recorded(200, "google-isbn.json").cutOff(), "cannot be reached"),
                Arguments.of(Reply.of(200, "application/json", huge), "cannot be read"),
                Arguments.of(Reply.of(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)), "cannot be read"),
                Arguments.of(Reply.json(200, "{\"items\": ["), "cannot be read"),
                Arguments.of(Reply.json(200, "[" + "[".repeat(50) + "]".repeat(50) + "]"), "cannot be read"),
                Arguments.of(Reply.json(200, "[]"), "cannot be read"),
                Arguments.of(
                        Reply.of(200, "application/json", new byte[] {'{', (byte) 0xc0, (byte) 0xaf, '}'}),
                        "cannot be read"),
                Arguments.of(Reply.redirect("http://169.254.169.254/latest/meta-data/"), "cannot be read"),
                Arguments.of(Reply.redirect("https://evil.example/volumes"), "cannot be read"),
                Arguments.of(Reply.redirect("/google-books/volumes?again"), "cannot be read"),
                Arguments.of(Reply.redirect("http://[bad"), "cannot be read"),
                Arguments.of(Reply.recorded(503, "google-backend.json"), "has a fault of its own"),
                Arguments.of(Reply.recorded(403, "google-unknown-location.json"), "refuses to answer"),
                Arguments.of(Reply.recorded(400, "google-bad-key.json"), "refuses to answer"),
                Arguments.of(Reply.recorded(429, "open-library-too-many.json"), "is busy"),
                Arguments.of(Reply.recorded(429, "google-quota.json"), "takes no more requests today"),
                Arguments.of(Reply.recorded(403, "google-quota.json"), "takes no more requests today"),
                Arguments.of(Reply.json(302, "{}"), "cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_a_sentence(Reply reply, String words) {
        server.when(GOOGLE, "", reply);

        LookupAnswer answer = lookups.find(ISBN);

        assertThat(answer.drafts()).isEmpty();
        assertThat(answer.notices())
                .singleElement()
                .asString()
                .startsWith("Google Books ")
                .contains(words);
    }

    @Test
    void the_second_provider_stands_in_for_the_first() {
        try (TestLookups both = new TestLookups(rows.database(), TestLookups.settings(server))) {
            server.when(GOOGLE, "", Reply.json(500, "{}"))
                    .when(BOOKS, "jscmd=data", Reply.recorded(200, "open-library-data.json"));

            LookupAnswer answer = both.find(ISBN);

            assertThat(answer.drafts()).hasSize(1);
            assertThat(answer.providers()).extracting(Asked::outcome).containsExactly(Outcome.UNAVAILABLE, Outcome.HIT);
        }
    }

    @Test
    void what_passes_is_tried_once_more() {
        server.when(
                GOOGLE,
                "",
                Reply.recorded(503, "google-backend.json").with("Retry-After", "0"),
                Reply.recorded(200, "google-isbn.json"));

        assertThat(lookups.find(ISBN).drafts()).hasSize(1);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void who_wants_to_be_left_alone_for_longer_than_anybody_waits_is_not_asked_twice() {
        server.when(
                GOOGLE, "", Reply.recorded(429, "open-library-too-many.json").with("Retry-After", "30"));

        lookups.find(ISBN);
        lookups.find("9780141439587");

        assertThat(server.asked()).hasSize(1);

        lookups.pass(Duration.ofSeconds(31));
        LookupAnswer later = lookups.find("9780141439587");

        assertThat(server.asked()).as(later.notices().toString()).hasSize(2);
    }

    @Test
    void requests_that_are_used_up_end_asking_until_the_day_of_the_provider_ends() {
        server.when(GOOGLE, "", Reply.recorded(429, "google-quota.json"));

        lookups.find(ISBN);
        lookups.pass(Duration.ofHours(18));
        LookupAnswer later = lookups.find("9780141439587");

        assertThat(server.asked()).hasSize(1);
        assertThat(later.notices()).containsExactly("Google Books takes no more requests today.");
        assertThat(lookups.meters.text()).contains("colophon_lookup_breaker_open{provider=\"google_books\"} 1");

        // 12:00 UTC and 19 hours are 0:00 in California, which has summer time on this day
        lookups.pass(Duration.ofHours(1));
        server.when(GOOGLE, "", Reply.recorded(200, "google-isbn.json"));

        assertThat(lookups.find(ISBN).drafts()).hasSize(1);
    }

    @Test
    void after_five_failures_a_provider_is_left_alone_for_a_while() {
        server.when(GOOGLE, "", Reply.of(200, "text/plain", new byte[] {'x'}));
        for (int number = 0; number < 7; number++) {
            lookups.find("word" + number);
        }

        assertThat(server.asked()).hasSize(5);
        assertThat(lookups.find("another").notices())
                .containsExactly("Google Books failed several times and is left alone for a while.");

        lookups.pass(Duration.ofSeconds(61));
        server.when(GOOGLE, "", Reply.recorded(200, "google-search.json"));

        assertThat(lookups.find("another").drafts()).isNotEmpty();
    }

    @Test
    void a_failure_is_remembered_for_two_minutes() {
        server.when(GOOGLE, "", Reply.of(200, "text/plain", new byte[] {'x'}));

        lookups.find(ISBN);
        lookups.pass(Duration.ofSeconds(90));
        LookupAnswer again = lookups.find(ISBN);

        assertThat(server.asked()).hasSize(1);
        assertThat(again.notices()).singleElement().asString().contains("a moment ago");

        lookups.pass(Duration.ofSeconds(31));
        LookupAnswer later = lookups.find(ISBN);

        assertThat(server.asked()).as(later.notices().toString()).hasSize(2);
    }

    @Test
    void requests_are_counted_by_provider_and_outcome() {
        server.when(GOOGLE, "", Reply.recorded(403, "google-unknown-location.json"));

        lookups.find(ISBN);

        assertThat(lookups.meters.text())
                .contains(
                        "colophon_lookup_requests_total{provider=\"google_books\",outcome=\"refused\"} 1",
                        "colophon_lookup_request_duration_seconds_count{provider=\"google_books\"} 1");
    }
}
