package dev.colophon.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint; its answers are compared with the contract. */
@Timeout(60)
class LookupRoutesTest {
    private final ProviderServer providers = new ProviderServer();
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final TestLookups lookups = new TestLookups(rows.database(), TestLookups.settings(providers));
    private final TestServer server = TestServer.of(lookups.lookups.routes());
    private final TestClient mary = server.as(UUID.randomUUID());

    @AfterEach
    void close() {
        server.close();
        lookups.close();
        rows.close();
        providers.close();
    }

    @Test
    void a_draft_has_its_provider_and_how_sure_it_is_and_nothing_is_written() {
        providers.when(ProviderServer.GOOGLE, "", Reply.recorded(200, "google-isbn.json"));

        JsonNode answer = mary.get("/api/v1/lookup?isbn=978-0-441-01359-3").json();

        JsonNode draft = answer.at("/drafts/0");
        assertThat(draft.path("provider").asText()).isEqualTo("google_books");
        assertThat(draft.path("confidence").decimalValue()).isEqualByComparingTo("1");
        assertThat(draft.at("/book/published_on").asText()).isEqualTo("2005-08");
        assertThat(answer.at("/providers/0/outcome").asText()).isEqualTo("hit");
        assertThat(rows.query("SELECT COUNT(*) FROM books")).containsExactly("0");
    }

    @Test
    void words_find_drafts_too() {
        providers.when(ProviderServer.GOOGLE, "", Reply.recorded(200, "google-search.json"));

        assertThat(mary.get("/api/v1/lookup?q=dune%20herbert").json().path("drafts"))
                .hasSize(3);
    }

    @Test
    void an_outage_is_part_of_the_answer() {
        providers
                .when(ProviderServer.GOOGLE, "", Reply.json(500, "{}"))
                .when(ProviderServer.BOOKS, "", Reply.json(500, "{}"));

        Answer answer = mary.get("/api/v1/lookup?isbn=9780441013593");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("drafts")).isEmpty();
        assertThat(answer.json().at("/providers/1/outcome").asText()).isEqualTo("unavailable");
        assertThat(answer.json().at("/providers/1/detail").asText()).startsWith("Open Library ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?isbn=9780441013593&q=dune", "?isbn=123", "?q=ab", "?q=the", "?q=%20", "?isbn="})
    void what_is_no_question_is_refused(String query) {
        assertThat(mary.get("/api/v1/lookup" + query).status()).isEqualTo(400);
        assertThat(providers.asked()).isEmpty();
    }

    @Test
    void nobody_is_asked_for_a_stranger() {
        assertThat(server.anonymous().get("/api/v1/lookup?q=dune").status()).isEqualTo(401);
        assertThat(providers.asked()).isEmpty();
    }
}
