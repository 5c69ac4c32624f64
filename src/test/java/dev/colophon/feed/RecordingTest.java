package dev.colophon.feed;

import static dev.colophon.feed.FeedApi.JOURNAL;
import static dev.colophon.feed.FeedApi.LIBRARY;
import static dev.colophon.feed.FeedApi.items;
import static dev.colophon.feed.FeedApi.note;
import static dev.colophon.feed.FeedApi.ok;
import static dev.colophon.feed.FeedApi.progress;
import static dev.colophon.feed.FeedApi.rate;
import static dev.colophon.feed.FeedApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.feed.Event.Goal;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done with a shelf is in the journal, and what is not so any more is not. */
@EveryDatabase
@Timeout(120)
class RecordingTest {
    private final TestDatabase lent;
    private final FeedApi api;
    private final TestClient mary;

    RecordingTest(TestDatabase lent) {
        this.lent = lent;
        api = new FeedApi(lent);
        mary = api.reader("mary", "public");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<String> kinds() {
        return FeedApi.kinds(mary, JOURNAL);
    }

    private JsonNode latest() {
        return items(mary, JOURNAL).getFirst();
    }

    @Test
    void a_book_is_started_read_finished_rated_and_reviewed() {
        String emma = api.entry(mary, "Emma");
        assertThat(kinds()).isEmpty();

        status(mary, emma, "reading");
        api.pass(Duration.ofHours(1));
        progress(mary, emma, 40);
        api.pass(Duration.ofHours(1));
        status(mary, emma, "read");
        api.pass(Duration.ofHours(1));
        rate(mary, emma, 4.5);
        api.pass(Duration.ofHours(1));
        ok(mary.patch(LIBRARY + "/" + emma, Map.of("review", "Sly.")));
        api.pass(Duration.ofHours(1));
        note(mary, emma, "Who is Jane?");

        assertThat(kinds()).containsExactly("note", "reviewed", "rated", "finished", "progress", "started");
        List<JsonNode> all = items(mary, JOURNAL);
        assertThat(all.get(2).path("rating").asDouble()).isEqualTo(4.5);
        assertThat(all.get(3).path("day").asText()).isEqualTo("2026-03-14");
        assertThat(all.get(3).path("book").path("title").asText()).isEqualTo("Emma");
        assertThat(all.get(3).path("userbook_id").asText()).isEqualTo(emma);
    }

    @Test
    void progress_of_one_day_is_one_entry_from_where_to_where() {
        String emma = api.entry(mary, "Emma", "status", "reading");
        progress(mary, emma, 40);
        api.pass(Duration.ofMinutes(5));
        progress(mary, emma, 90);
        api.pass(Duration.ofMinutes(5));
        progress(mary, emma, 120);

        assertThat(kinds()).containsExactly("progress", "started");
        assertThat(latest().path("progress").path("from").asInt()).isEqualTo(40);
        assertThat(latest().path("progress").path("to").asInt()).isEqualTo(120);

        api.pass(Duration.ofDays(1));
        progress(mary, emma, 150);
        assertThat(kinds()).containsExactly("progress", "progress", "started");
        assertThat(latest().path("progress").path("from").asInt()).isEqualTo(120);
    }

    @Test
    void progress_that_is_corrected_or_taken_away_leaves_nothing_wrong_behind() {
        String emma = api.entry(mary, "Emma", "status", "reading");
        String first = progress(mary, emma, 40);
        api.pass(Duration.ofMinutes(5));
        String second = progress(mary, emma, 1200);
        ok(mary.patch("/api/v1/progress/" + second, Map.of("amount", 120)));
        assertThat(latest().path("progress").path("to").asInt()).isEqualTo(120);

        assertThat(mary.delete("/api/v1/progress/" + second).status()).isEqualTo(204);
        assertThat(latest().path("progress").path("to").asInt()).isEqualTo(40);
        assertThat(latest().path("progress").path("from").isNull()).isTrue();

        assertThat(mary.delete("/api/v1/progress/" + first).status()).isEqualTo(204);
        assertThat(kinds()).containsExactly("started");
    }

    @Test
    void what_happened_long_ago_or_nobody_knows_when_is_no_news() {
        api.entry(mary, "Emma", "status", "read", "on", "2015-06-01");
        Map<String, Object> unknown = new HashMap<>();
        unknown.put("status", "read");
        unknown.put("on", null);
        String persuasion = api.entry(mary, "Persuasion", "rating", 5, "review", "Good.");
        ok(mary.put(LIBRARY + "/" + persuasion + "/status", unknown));
        assertThat(kinds()).isEmpty();

        String sanditon = api.entry(mary, "Sanditon", "status", "read", "on", "2026-03-08");
        assertThat(kinds()).containsExactly("finished");
        assertThat(latest().path("userbook_id").asText()).isEqualTo(sanditon);
        assertThat(latest().path("day").asText()).isEqualTo("2026-03-08");
    }

    @Test
    void a_read_that_ends_otherwise_or_not_at_all_says_so() {
        String emma = api.entry(mary, "Emma", "status", "reading");
        status(mary, emma, "read");
        assertThat(kinds()).containsExactlyInAnyOrder("finished", "started");
        String read = mary.get(LIBRARY + "/" + emma)
                .json()
                .path("reads")
                .path(0)
                .path("id")
                .asText();

        ok(mary.patch("/api/v1/reads/" + read, Map.of("outcome", "dnf")));
        assertThat(kinds()).containsExactlyInAnyOrder("abandoned", "started");

        ok(mary.patch("/api/v1/reads/" + read, Map.of("finished_on", "2026-03-14", "started_on", "2026-03-10")));
        assertThat(items(mary, JOURNAL).stream().map(one -> one.path("day").asText()))
                .containsExactlyInAnyOrder("2026-03-14", "2026-03-10");

        Map<String, Object> open = new HashMap<>();
        open.put("outcome", null);
        open.put("finished_on", null);
        ok(mary.patch("/api/v1/reads/" + read, open));
        assertThat(kinds()).containsExactly("started");

        assertThat(mary.delete("/api/v1/reads/" + read).status()).isEqualTo(204);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_change_of_mind_within_a_day_is_one_rating() {
        String emma = api.entry(mary, "Emma");
        rate(mary, emma, 3);
        api.pass(Duration.ofHours(2));
        rate(mary, emma, 4);
        assertThat(kinds()).containsExactly("rated");
        assertThat(latest().path("rating").asDouble()).isEqualTo(4);

        api.pass(Duration.ofDays(2));
        rate(mary, emma, 5);
        assertThat(items(mary, JOURNAL).stream().map(one -> one.path("rating").asDouble()))
                .containsExactly(5.0, 4.0);

        Map<String, Object> none = new HashMap<>();
        none.put("rating", null);
        ok(mary.patch(LIBRARY + "/" + emma, none));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_review_is_told_once_and_goes_with_its_text() {
        String emma = api.entry(mary, "Emma");
        ok(mary.patch(LIBRARY + "/" + emma, Map.of("review", "Sly.")));
        ok(mary.patch(LIBRARY + "/" + emma, Map.of("review", "Sly, and kind.")));
        ok(mary.patch(LIBRARY + "/" + emma, Map.of("favourite", true)));
        assertThat(kinds()).containsExactly("reviewed");

        Map<String, Object> none = new HashMap<>();
        none.put("review", null);
        ok(mary.patch(LIBRARY + "/" + emma, none));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_note_may_become_a_quote_and_goes_with_its_entry_in_the_journal() {
        String emma = api.entry(mary, "Emma");
        String note = note(mary, emma, "Handsome, clever, and rich");
        assertThat(latest().path("note_id").asText()).isEqualTo(note);
        ok(mary.patch("/api/v1/notes/" + note, Map.of("kind", "quote")));
        assertThat(kinds()).containsExactly("quote");

        assertThat(mary.delete("/api/v1/notes/" + note).status()).isEqualTo(204);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void whatever_is_about_a_book_goes_with_it_and_with_the_account() {
        String emma = api.entry(mary, "Emma", "status", "reading");
        rate(mary, emma, 4);
        note(mary, emma, "x");
        String persuasion = api.entry(mary, "Persuasion", "status", "reading");
        rate(mary, persuasion, 4);
        assertThat(kinds()).hasSize(5);

        assertThat(mary.delete(LIBRARY + "/" + emma).status()).isEqualTo(204);
        assertThat(kinds()).containsExactlyInAnyOrder("rated", "started");

        lent.run("DELETE FROM users WHERE username_key = 'mary'");
        assertThat(lent.query("SELECT COUNT(*) FROM journals")).containsExactly("0");
    }

    @Test
    void a_merge_takes_the_journal_along_and_adds_nothing_to_it() {
        TestClient admin = api.admin("admin");
        String one = api.entry(mary, "Emma", "status", "read");
        String other = api.entry(mary, "Emma Again", "status", "reading");
        String keep = book(one);
        String remove = book(other);

        Answer merged = admin.post("/api/v1/books/merge", Map.of("keep", keep, "remove", remove));
        assertThat(merged.status()).as(merged.text()).isIn(200, 201);

        List<JsonNode> all = items(mary, JOURNAL);
        assertThat(all).hasSize(2);
        assertThat(all).allSatisfy(entry -> {
            assertThat(entry.path("userbook_id").asText()).isEqualTo(one);
            assertThat(entry.path("book").path("id").asText()).isEqualTo(keep);
        });

        String merge = merged.json().path("id").asText();
        Answer undone = admin.post("/api/v1/books/merges/" + merge + "/undo", Map.of());
        assertThat(undone.status()).as(undone.text()).isIn(200, 204);
        assertThat(items(mary, JOURNAL).stream()
                        .map(entry -> entry.path("userbook_id").asText()))
                .containsExactlyInAnyOrder(one, other);
    }

    @Test
    void two_open_reads_that_become_one_lose_nothing_of_the_journal() {
        TestClient admin = api.admin("admin");
        String one = api.entry(mary, "Emma", "status", "reading");
        api.pass(Duration.ofDays(1));
        String other = api.entry(mary, "Emma Again", "status", "reading");
        progress(mary, other, 20);
        String journal = "SELECT id FROM journals ORDER BY id";
        List<String> all = lent.query(journal);
        String ofRead = "SELECT userbook_id FROM reads WHERE id IN (SELECT read_id FROM journals) ORDER BY id";

        Answer merged = admin.post("/api/v1/books/merge", Map.of("keep", book(one), "remove", book(other)));

        assertThat(merged.status()).as(merged.text()).isIn(200, 201);
        assertThat(kinds()).containsExactlyInAnyOrder("progress", "started", "started");
        assertThat(lent.query(journal)).isEqualTo(all);
        assertThat(lent.query(ofRead)).containsExactly(one);

        String merge = merged.json().path("id").asText();
        Answer undone = admin.post("/api/v1/books/merges/" + merge + "/undo", Map.of());
        assertThat(undone.status()).as(undone.text()).isIn(200, 204);
        assertThat(lent.query(journal)).isEqualTo(all);
        assertThat(lent.query("SELECT j.kind || ' ' || r.userbook_id FROM journals j JOIN reads r ON r.id = j.read_id"
                        + " AND r.userbook_id = j.userbook_id ORDER BY j.id"))
                .containsExactly("started " + one, "started " + other, "progress " + other);
    }

    private String book(String entry) {
        return mary.get(LIBRARY + "/" + entry).json().path("book").path("id").asText();
    }

    @Test
    void a_goal_is_reached_once_and_may_be_lost() {
        Goal goal = new Goal(2026, Goal.Metric.BOOKS, 12);
        UUID id = UUID.fromString(
                lent.query("SELECT id FROM users WHERE username_key = 'mary'").getFirst());
        for (int time = 0; time < 2; time++) {
            lent.database().write(session -> {
                api.journal.goalReached(session, id, goal);
                return id;
            });
        }

        assertThat(kinds()).containsExactly("goal");
        assertThat(latest().path("goal").path("target").asInt()).isEqualTo(12);
        assertThat(latest().path("book").isNull()).isTrue();

        lent.database().write(session -> {
            api.journal.goalLost(session, id, 2026, Goal.Metric.BOOKS);
            return id;
        });
        assertThat(kinds()).isEmpty();
    }

    @Test
    void what_is_rolled_back_has_not_happened() {
        String emma = api.entry(mary, "Emma", "status", "reading");
        Answer refused = mary.send(
                "PUT",
                LIBRARY + "/" + emma + "/status",
                Map.of("Content-Type", "application/json", "If-Match", "\"77\""),
                "{\"status\":\"read\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(412);
        assertThat(kinds()).containsExactly("started");
    }
}
