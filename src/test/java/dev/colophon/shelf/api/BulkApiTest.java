package dev.colophon.shelf.api;

import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.TODAY;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One change of several entries, on both databases. */
@EveryDatabase
@Timeout(120)
class BulkApiTest {
    private static final String BULK = LIBRARY + "/bulk";

    private ShelfApi api;

    @BeforeEach
    void start(TestDatabase lent) {
        api = new ShelfApi(lent);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Answer change(List<String> ids, Object... fieldsAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ids", ids);
        for (int index = 0; index < fieldsAndValues.length; index += 2) {
            body.put((String) fieldsAndValues[index], fieldsAndValues[index + 1]);
        }
        return api.mary.post(BULK, body);
    }

    private JsonNode show(String id) {
        return api.mary.get(LIBRARY + "/" + id).json();
    }

    @Test
    void each_entry_has_an_outcome_and_one_that_is_refused_leaves_the_others_changed() {
        String first = api.entry("Emma");
        String foreign = made(api.john.post(LIBRARY, Map.of("book", Map.of("title", "His"))));
        String late = api.entry("Persuasion", "status", "reading", "on", TODAY);
        String last = api.entry("Sanditon");

        JsonNode items = change(List.of(first, foreign, late, last, first), "status", "read", "on", "2026-03-01")
                .json()
                .path("items");

        assertThat(items.findValuesAsText("id")).containsExactly(first, foreign, late, last);
        assertThat(items.findValuesAsText("outcome")).containsExactly("done", "refused", "refused", "done");
        assertThat(items.findValuesAsText("code")).containsExactly("null", "not_found", "invalid", "null");
        assertThat(items.path(0).path("version").asInt()).isEqualTo(2);
        assertThat(show(last).path("status").asText()).isEqualTo("read");
        assertThat(show(last).path("reads").path(0).path("finished_on").asText())
                .isEqualTo("2026-03-01");
        assertThat(show(late).path("status").asText()).isEqualTo("reading");
        assertThat(api.john.get(LIBRARY + "/" + foreign).json().path("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void tags_formats_and_removing_work_alike() {
        List<String> ids = List.of(api.entry("Emma", "tags", List.of("old")), api.entry("Persuasion"));

        change(ids, "add_tag", "holiday");
        change(ids, "remove_tag", "OLD");
        change(ids, "format", "ebook");
        for (String id : ids) {
            assertThat(show(id).path("tags").toString()).isEqualTo("[\"holiday\"]");
            assertThat(show(id).path("format").asText()).isEqualTo("ebook");
        }
        api.mary.json("POST", BULK, "{\"ids\": [\"" + ids.getFirst() + "\"], \"format\": null}");
        assertThat(show(ids.getFirst()).path("format").isNull()).isTrue();

        JsonNode removed = change(ids, "remove", true).json().path("items");
        assertThat(removed.findValuesAsText("outcome")).containsExactly("done", "done");
        assertThat(removed.path(0).path("version").isNull()).isTrue();
        assertThat(api.mary.get(LIBRARY).json().path("items")).isEmpty();
    }

    @Test
    void a_request_that_cannot_be_meant_changes_nothing() {
        String id = api.entry("Emma");
        List<String> one = List.of(id);
        List<String> many =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList();

        assertThat(change(one).code()).isEqualTo("invalid");
        assertThat(change(one, "remove", false).code()).isEqualTo("invalid");
        assertThat(change(one, "remove", true, "add_tag", "x").code()).isEqualTo("invalid");
        assertThat(change(List.of(), "remove", true).pointer()).isEqualTo("/ids");
        assertThat(change(many, "remove", true).pointer()).isEqualTo("/ids");
        assertThat(change(Collections.singletonList(null), "remove", true).pointer())
                .isEqualTo("/ids/0");
        assertThat(change(List.of("x"), "remove", true).pointer()).isEqualTo("/ids/0");
        assertThat(change(one, "add_tag", " ").pointer()).isEqualTo("/add_tag");
        assertThat(change(one, "status", "read", "on", "2026-03-20").pointer()).isEqualTo("/on");
        assertThat(change(one, "status", "gone").pointer()).isEqualTo("/status");
        assertThat(change(one, "format", "scroll").pointer()).isEqualTo("/format");
        assertThat(show(id).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void a_stranger_gets_not_found_for_each_as_for_nothing() {
        String id = api.entry("Emma");
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("status", "read"),
                Map.of("add_tag", "x"),
                Map.of("remove_tag", "x"),
                Map.of("format", "ebook"),
                Map.of("remove", true))) {
            Map<String, Object> body = new LinkedHashMap<>(change);
            body.put("ids", List.of(id, UUID.randomUUID()));

            assertThat(api.john.post(BULK, body).json().path("items").findValuesAsText("code"))
                    .containsExactly("not_found", "not_found");
            assertThat(api.server.anonymous().post(BULK, body).status()).isEqualTo(401);
        }
        assertThat(show(id).path("version").asInt()).isEqualTo(1);
    }
}
