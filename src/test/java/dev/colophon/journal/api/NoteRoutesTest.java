package dev.colophon.journal.api;

import static dev.colophon.journal.JournalApi.NOTES;
import static dev.colophon.journal.JournalApi.ofEntry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.journal.JournalApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EveryDatabase
@Timeout(120)
class NoteRoutesTest {
    private JournalApi api;
    private TestDatabase lent;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        api = new JournalApi(lent);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<String> bodies(String path) {
        List<String> bodies = new ArrayList<>();
        api.mary
                .get(path)
                .json()
                .path("items")
                .forEach(note -> bodies.add(note.path("body").asText()));
        return bodies;
    }

    @Test
    void a_quote_reads_back_as_it_was_added() {
        String entry = api.entry("Emma");
        Answer added = api.mary.json("POST", ofEntry(entry), """
                        {"kind": "quote", "body": "  It *darted*\\r\\nthrough her ", "position": " 408 ",
                         "visibility": "private"}
                        """);

        assertThat(added.status()).isEqualTo(201);
        Answer answer = api.mary.get(added.header("Location"));
        assertThat(answer.json()).isEqualTo(added.json());
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        JsonNode note = answer.json();
        assertThat(note.path("userbook_id").asText()).isEqualTo(entry);
        assertThat(note.path("book").path("title").asText()).isEqualTo("Emma");
        assertThat(note.path("kind").asText()).isEqualTo("quote");
        assertThat(note.path("body").asText()).isEqualTo("It *darted*\nthrough her");
        assertThat(note.path("position").asText()).isEqualTo("408");
        assertThat(note.path("visibility").asText()).isEqualTo("private");
    }

    @Test
    void what_is_not_said_is_a_note_as_visible_as_the_shelf() {
        JsonNode note = api.mary
                .get(NOTES + "/" + api.note(api.entry("Emma"), "Badly done"))
                .json();

        assertThat(note.path("kind").asText()).isEqualTo("note");
        assertThat(note.path("position").isNull()).isTrue();
        assertThat(note.path("visibility").asText()).isEqualTo("inherit");
    }

    @Test
    void a_patch_changes_what_it_names() {
        String path = NOTES + "/" + api.note(api.entry("Emma"), "Badly done");

        Answer changed = api.mary.json("PATCH", path, "{\"position\": \"chapter 43\", \"kind\": \"quote\"}");
        Answer back = api.mary.json("PATCH", path, "{\"position\": null, \"kind\": null}");
        Answer same = api.mary.json("PATCH", path, "{\"kind\": \"note\"}");

        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().path("body").asText()).isEqualTo("Badly done");
        assertThat(changed.json().path("position").asText()).isEqualTo("chapter 43");
        assertThat(changed.json().path("kind").asText()).isEqualTo("quote");
        assertThat(back.json().path("position").isNull()).isTrue();
        assertThat(back.json().path("kind").asText()).isEqualTo("note");
        assertThat(same.header("ETag")).as("nothing changed").isEqualTo("\"3\"");
    }

    @Test
    void a_change_of_what_was_changed_meanwhile_is_refused() {
        String path = NOTES + "/" + api.note(api.entry("Emma"), "Badly done");
        Map<String, String> headers = Map.of("Content-Type", "application/json", "If-Match", "\"7\"");

        for (String method : List.of("PATCH", "DELETE")) {
            Answer answer = api.mary.send(method, path, headers, "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(method).isEqualTo(412);
        }
        assertThat(api.mary.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_note_goes_when_it_is_removed_and_with_its_entry() {
        String entry = api.entry("Emma");
        String removed = api.note(entry, "one");
        String other = api.note(entry, "two");

        assertThat(api.mary.delete(NOTES + "/" + removed).status()).isEqualTo(204);
        assertThat(bodies(ofEntry(entry))).containsExactly("two");
        assertThat(api.mary.delete("/api/v1/library/" + entry).status()).isEqualTo(204);
        assertThat(api.mary.get(NOTES + "/" + other).status()).isEqualTo(404);
        assertThat(lent.query("SELECT COUNT(*) FROM notes")).containsExactly("0");
    }

    @Test
    void a_stranger_gets_not_found_everywhere_as_for_nothing() {
        String entry = api.entry("Emma");
        String note = NOTES + "/" + api.note(entry, "Badly done");
        Answer missing = api.john.get(NOTES + "/" + UUID.randomUUID());

        for (TestClient stranger : List.of(api.john, api.admin)) {
            for (Answer answer : List.of(
                    stranger.get(ofEntry(entry)),
                    stranger.post(ofEntry(entry), Map.of("body", "mine")),
                    stranger.get(note),
                    stranger.json("PATCH", note, "{\"body\": \"mine\"}"),
                    stranger.delete(note))) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(anonymised(answer)).isEqualTo(anonymised(missing));
            }
            assertThat(stranger.get(NOTES).json().path("items")).isEmpty();
            assertThat(stranger.get(NOTES + "?q=badly").json().path("items")).isEmpty();
        }
        assertThat(bodies(ofEntry(entry))).containsExactly("Badly done");
    }

    private static String anonymised(Answer answer) {
        String id = answer.json().path("request_id").asText();
        return answer.text().replace(id, "");
    }

    @Test
    void nobody_without_a_token_sees_or_does_anything() {
        String entry = api.entry("Emma");
        String note = NOTES + "/" + api.note(entry, "Badly done");
        var anonymous = api.server.anonymous();

        for (Answer answer : List.of(
                anonymous.get(ofEntry(entry)),
                anonymous.post(ofEntry(entry), Map.of("body", "x")),
                anonymous.get(NOTES),
                anonymous.get(note),
                anonymous.json("PATCH", note, "{}"),
                anonymous.delete(note))) {
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    @Test
    void wrong_values_are_refused_by_name() {
        String entry = api.entry("Emma");
        Map<String, String> bodies = Map.of(
                "{}",
                "/body",
                "{\"body\": \" \\n \"}",
                "/body",
                "{\"body\": 1}",
                "/body",
                "{\"body\": \"" + "b".repeat(65_537) + "\"}",
                "/body",
                "{\"body\": \"a\\u0000\"}",
                "/body",
                "{\"body\": \"a\", \"position\": \"" + "p".repeat(201) + "\"}",
                "/position",
                "{\"body\": \"a\", \"kind\": \"poem\"}",
                "/kind",
                "{\"body\": \"a\", \"visibility\": \"all\"}",
                "/visibility",
                "{\"body\": \"a\", \"user_id\": \"x\"}",
                "/user_id");
        bodies.forEach((body, pointer) -> {
            Answer answer = api.mary.json("POST", ofEntry(entry), body);
            assertThat(answer.status()).as(body).isEqualTo(422);
            assertThat(answer.pointer()).as(body).isEqualTo(pointer);
        });
        assertThat(api.mary.get(NOTES + "?kind=poem").status()).isEqualTo(400);
        assertThat(api.mary.get(NOTES + "?q=" + "a".repeat(201)).pointer()).isEqualTo("q");
        assertThat(bodies(ofEntry(entry))).isEmpty();
    }

    @Test
    void the_longest_text_of_any_letters_is_kept_and_found() {
        String entry = api.entry("Emma");
        // one letter that folds to eighteen
        String body = "\uFDFA".repeat(65_530) + " Ende";

        api.note(entry, body);

        assertThat(bodies(NOTES + "?q=ende")).containsExactly(body);
    }

    @Test
    void every_word_is_found_in_any_order_however_it_is_spelt() {
        String entry = api.entry("Emma");
        api.note(entry, "Élégance is *inferior*\nto virtue");
        api.note(entry, "100% of_course");
        api.note(entry, "Gemütlich: Straße, Ωδή");

        assertThat(bodies(NOTES + "?q=virtue+ELEGANCE")).containsExactly("Élégance is *inferior*\nto virtue");
        assertThat(bodies(NOTES + "?q=virtue+vice")).isEmpty();
        assertThat(bodies(NOTES + "?q=strasse+%CF%89%CE%B4%CE%B7")).hasSize(1);
        assertThat(bodies(NOTES + "?q=100%25")).containsExactly("100% of_course");
        assertThat(bodies(NOTES + "?q=%25")).containsExactly("100% of_course");
        assertThat(bodies(NOTES + "?q=_")).containsExactly("100% of_course");
        assertThat(bodies(NOTES + "?q=virtue%2C+inferior!"))
                .as("without punctuation")
                .hasSize(1);
        assertThat(bodies(NOTES + "?q=%5C")).isEmpty();
        assertThat(bodies(NOTES)).hasSize(3);
    }

    @Test
    void a_changed_text_is_found_by_its_new_words_only() {
        String id = api.note(api.entry("Emma"), "old words");

        api.mary.json("PATCH", NOTES + "/" + id, "{\"body\": \"new words\"}");

        assertThat(bodies(NOTES + "?q=new")).containsExactly("new words");
        assertThat(bodies(NOTES + "?q=old")).isEmpty();
    }

    @Test
    void notes_and_quotes_can_be_had_apart() {
        String entry = api.entry("Emma");
        api.note(entry, "mine");
        api.mary.post(ofEntry(entry), Map.of("body", "the book's", "kind", "quote"));

        assertThat(bodies(NOTES + "?kind=quote")).containsExactly("the book's");
        assertThat(bodies(NOTES + "?kind=note&q=m")).containsExactly("mine");
    }

    @Test
    void pages_of_every_list_hold_each_note_once_newest_first() {
        String entry = api.entry("Emma");
        String other = api.entry("Persuasion");
        List<String> written = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            api.note(entry, "thought " + number);
            written.addFirst("thought " + number);
        }
        api.note(other, "thought elsewhere");

        assertThat(walk(ofEntry(entry) + "?limit=7")).isEqualTo(written);
        assertThat(walk(ofEntry(entry) + "?limit=100")).as("in parts of 20").isEqualTo(written);
        written.addFirst("thought elsewhere");
        assertThat(walk(NOTES + "?limit=4")).isEqualTo(written);
        assertThat(walk(NOTES + "?limit=13&q=thou")).isEqualTo(written);
    }

    private List<String> walk(String path) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode part = api.mary.get(path + cursor).json();
            assertThat(part.path("items").size()).isBetween(1, 20);
            part.path("items").forEach(note -> all.add(note.path("body").asText()));
            cursor = part.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + part.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    @Test
    void a_cursor_serves_its_own_list_only() {
        String entry = api.entry("Emma");
        api.note(entry, "a 1");
        api.note(entry, "a 2");
        String cursor =
                api.mary.get(NOTES + "?q=a&limit=1").json().path("next_cursor").asText();

        assertThat(api.mary.get(NOTES + "?q=b&cursor=" + cursor).status()).isEqualTo(400);
        assertThat(api.mary.get(ofEntry(entry) + "?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(api.mary.get(NOTES + "?q=A&cursor=" + cursor).status()).isEqualTo(200);
    }

    @Test
    void a_book_has_at_most_a_thousand_notes() {
        String entry = api.entry("Emma");
        String id = api.note(entry, "the first");
        String numbers = "WITH RECURSIVE m(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < 999) ";
        String ids = switch (lent.engine()) {
            case SQLITE -> "'0190a0e0-0000-7000-8000-' || printf('%012d', n)";
            case POSTGRESQL -> "CAST('0190a0e0-0000-7000-8000-' || lpad(CAST(n AS text), 12, '0') AS uuid)";
        };
        lent.run(numbers + "INSERT INTO notes (id, userbook_id, user_id, kind, body, visibility, search_key, version,"
                + " created_at, updated_at) SELECT " + ids
                + ", userbook_id, user_id, kind, body, visibility, search_key, version, created_at, updated_at"
                + " FROM m, notes WHERE id = '" + id + "'");

        Answer refused = api.mary.post(ofEntry(entry), Map.of("body", "one too many"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asText()).isEqualTo("too_many");
        assertThat(api.mary.delete(NOTES + "/" + id).status()).isEqualTo(204);
        api.note(entry, "room again");
    }
}
