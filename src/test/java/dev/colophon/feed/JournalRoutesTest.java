package dev.colophon.feed;

import static dev.colophon.feed.FeedApi.FEED;
import static dev.colophon.feed.FeedApi.JOURNAL;
import static dev.colophon.feed.FeedApi.LIBRARY;
import static dev.colophon.feed.FeedApi.ME;
import static dev.colophon.feed.FeedApi.USERS;
import static dev.colophon.feed.FeedApi.follow;
import static dev.colophon.feed.FeedApi.items;
import static dev.colophon.feed.FeedApi.kinds;
import static dev.colophon.feed.FeedApi.note;
import static dev.colophon.feed.FeedApi.ok;
import static dev.colophon.feed.FeedApi.rate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Journals and the feed at the API. */
@EveryDatabase
@Timeout(120)
class JournalRoutesTest {
    private final FeedApi api;
    private final TestClient ada;
    private final TestClient ben;

    JournalRoutesTest(TestDatabase lent) {
        api = new FeedApi(lent);
        ada = api.reader("ada", "public");
        ben = api.reader("ben", "public");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Answer patch(TestClient client, String path, String version, String body) {
        return client.send(
                "PATCH",
                path,
                Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\""),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_entry_is_commented_hidden_and_taken_out_by_its_owner_alone() {
        String emma = api.entry(ada, "Emma");
        rate(ada, emma, 4);
        String entry = JOURNAL + "/" + items(ada, JOURNAL).getFirst().path("id").asText();

        Answer changed = patch(ada, entry, "1", "{\"comment\":\" Twice!\\r\\nAt least. \",\"visibility\":\"private\"}");
        assertThat(changed.json().path("comment").asText()).isEqualTo("Twice!\nAt least.");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(patch(ada, entry, "1", "{\"comment\":null}").status()).isEqualTo(412);
        assertThat(patch(ada, entry, "2", "{\"kind\":\"finished\"}").status()).isEqualTo(422);
        assertThat(ada.patch(entry, Map.of("comment", "x".repeat(2_001))).status())
                .isEqualTo(422);
        assertThat(ada.get(entry).json()).isEqualTo(changed.json());

        for (TestClient stranger : List.of(ben, api.admin("admin"))) {
            assertThat(stranger.get(entry).status()).isEqualTo(404);
            assertThat(stranger.patch(entry, Map.of("comment", "x")).status()).isEqualTo(404);
            assertThat(stranger.delete(entry).status()).isEqualTo(404);
        }
        for (String path : List.of(JOURNAL, FEED, entry, USERS + "ada/journal")) {
            assertThat(api.server.anonymous().get(path).status()).isEqualTo(401);
        }
        assertThat(ada.delete(entry).status()).isEqualTo(204);
        assertThat(ada.delete(entry).status()).isEqualTo(404);
        assertThat(ada.get(LIBRARY + "/" + emma).json().path("rating").asDouble())
                .isEqualTo(4);
    }

    @Test
    void the_feed_has_what_those_do_whom_one_follows() {
        follow(ben, "ada");
        String emma = api.entry(ada, "Emma", "status", "reading");
        api.pass(Duration.ofMinutes(1));
        note(ada, emma, "SECRET");
        api.entry(api.reader("cleo", "public"), "Persuasion", "status", "reading");
        api.entry(ben, "Sanditon", "status", "reading");

        Answer feed = ok(ben.get(FEED));
        assertThat(kinds(ben, FEED)).containsExactly("note", "started");
        assertThat(feed.text()).doesNotContain("SECRET", "note_id", "visibility");
        JsonNode first = feed.json().path("items").path(0);
        assertThat(first.path("reader").path("username").asText()).isEqualTo("ada");
        assertThat(first.path("book").path("title").asText()).isEqualTo("Emma");
        assertThat(items(ada, FEED)).isEmpty();

        assertThat(ben.delete(USERS + "ada/follow").status()).isEqualTo(204);
        assertThat(items(ben, FEED)).isEmpty();
        assertThat(kinds(ben, USERS + "ada/journal")).containsExactly("note", "started");
    }

    @Test
    void an_entry_is_seen_by_no_more_people_than_what_it_is_about() {
        follow(ben, "ada");
        TestClient cleo = api.reader("cleo", "public");
        String emma = api.entry(ada, "Emma");
        String note = note(ada, emma, "x");
        rate(ada, emma, 4);

        ok(ada.patch("/api/v1/notes/" + note, Map.of("visibility", "private")));
        assertThat(kinds(ben, FEED)).containsExactly("rated");
        ok(ada.patch(LIBRARY + "/" + emma, Map.of("visibility", "followers")));
        assertThat(kinds(ben, FEED)).containsExactly("rated");
        assertThat(items(cleo, USERS + "ada/journal")).isEmpty();
        String rated = items(ben, FEED).getFirst().path("id").asText();
        ok(ada.patch(JOURNAL + "/" + rated, Map.of("visibility", "public")));
        assertThat(items(cleo, USERS + "ada/journal")).isEmpty();
        ok(ada.patch(LIBRARY + "/" + emma, Map.of("visibility", "private")));
        assertThat(items(ben, FEED)).isEmpty();
        assertThat(kinds(ada, JOURNAL)).containsExactlyInAnyOrder("rated", "note");
        assertThat(kinds(ada, USERS + "ada/journal")).containsExactlyInAnyOrder("rated", "note");
    }

    @Test
    void a_block_and_a_private_account_end_it_at_once() {
        follow(ben, "ada");
        follow(ada, "ben");
        api.entry(ada, "Emma", "status", "reading");
        api.show("ada", "private");
        assertThat(items(ben, FEED)).isEmpty();
        assertThat(ben.get(USERS + "ada/journal").status()).isEqualTo(404);
        api.show("ada", "followers");
        assertThat(kinds(ben, FEED)).containsExactly("started");

        assertThat(ada.put(ME + "blocks/ben", "").status()).isEqualTo(204);
        api.entry(ben, "Sanditon", "status", "reading");
        assertThat(items(ben, FEED)).isEmpty();
        assertThat(items(ada, FEED)).isEmpty();
        assertThat(ben.get(USERS + "ada/journal").status()).isEqualTo(404);
    }

    @Test
    void every_list_is_paged_and_nothing_is_lost_between_its_parts() {
        List<String> wanted = new ArrayList<>();
        for (int reader = 0; reader < 7; reader++) {
            TestClient one = api.reader("reader" + reader, "public");
            follow(ben, "reader" + reader);
            for (int book = 0; book <= reader; book++) {
                // several at one moment, by one and by many
                api.entry(one, "Book " + reader + " " + book, "status", "reading");
                if (book % 3 == 2) {
                    api.pass(Duration.ofMinutes(1));
                }
                wanted.add("Book " + reader + " " + book);
            }
        }
        for (int limit : List.of(1, 2, 3, 5, 28, 100)) {
            List<String> titles = new ArrayList<>();
            List<String> places = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode part = ok(ben.get(FEED + "?limit=" + limit + cursor)).json();
                part.path("items").forEach(item -> {
                    titles.add(item.path("book").path("title").asText());
                    places.add(
                            item.path("happened_at").asText() + item.path("id").asText());
                });
                cursor = part.path("next_cursor").isNull()
                        ? ""
                        : "&cursor=" + part.path("next_cursor").asText();
            } while (!cursor.isEmpty());
            assertThat(titles).as("limit " + limit).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(places).isSortedAccordingTo(Comparator.reverseOrder());
        }
        String cursor = ben.get(FEED + "?limit=1").json().path("next_cursor").asText();
        assertThat(ada.get(FEED + "?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(ben.get(JOURNAL + "?cursor=" + cursor).status()).isEqualTo(400);
    }
}
