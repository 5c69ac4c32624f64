package dev.colophon.feed;

import static dev.colophon.feed.FeedApi.JOURNAL;
import static dev.colophon.feed.FeedApi.follow;
import static dev.colophon.feed.FeedApi.items;
import static dev.colophon.feed.FeedApi.kinds;
import static dev.colophon.feed.FeedApi.note;
import static dev.colophon.feed.FeedApi.progress;
import static dev.colophon.feed.FeedApi.rate;
import static dev.colophon.feed.FeedApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The feed and journals in a browser, without any script. */
@OnSqlite
@Timeout(120)
class JournalPagesTest {
    private final TestDatabase lent;

    JournalPagesTest(TestDatabase lent) {
        this.lent = lent;
    }

    private static Document page(TestClient client, String path) {
        Answer answer = client.page(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    @Test
    void the_feed_says_in_words_what_others_did() {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            assertThat(page(ben, "/feed").text()).contains("Nothing here yet", "Find people");
            follow(ben, "ada");
            String emma = api.entry(ada, "Emma <b>", "status", "reading");
            api.pass(Duration.ofMinutes(1));
            progress(ada, emma, 40);
            api.pass(Duration.ofMinutes(1));
            progress(ada, emma, 120);
            api.pass(Duration.ofMinutes(1));
            rate(ada, emma, 4.5);
            api.pass(Duration.ofMinutes(1));
            note(ada, emma, "SECRET");

            Document feed = page(ben, "/feed");
            assertThat(feed.select(".journal > li > div > p:first-child").eachText())
                    .containsExactly(
                            "ada wrote a note about Emma <b>",
                            "ada rated Emma <b> ★★★★½",
                            "ada read on in Emma <b> from page 40 to 120",
                            "ada started Emma <b>");
            assertThat(feed.html()).doesNotContain("SECRET");
            assertThat(feed.select(".journal a[href^=/@ada/]").eachAttr("href")).contains("/@ada/" + emma);
            assertThat(feed.select("main form")).isEmpty();

            api.entry(ben, "Persuasion");
            assertThat(page(ben, "/").select("section[aria-labelledby=others] .journal > li"))
                    .hasSize(4);
            assertThat(page(ada, "/").select("section[aria-labelledby=others]")).isEmpty();

            Document journal = page(ben, "/@Ada/journal");
            assertThat(journal.select(".journal > li > div > p:first-child").eachText())
                    .contains("Rated Emma <b> ★★★★½");
            assertThat(page(ben, "/@ada").select("a[href=/@ada/journal]")).hasSize(1);
        }
    }

    @Test
    void the_own_journal_is_commented_hidden_and_shortened_by_forms() {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            assertThat(page(ada, "/journal").text()).contains("Nothing here yet");
            String emma = api.entry(ada, "Emma");
            rate(ada, emma, 4);
            String id = items(ada, JOURNAL).getFirst().path("id").asText();
            String form = "/journal/" + id;
            assertThat(page(ada, "/journal").select(".journal a[href=/shelf/" + emma + "]"))
                    .hasSize(1);

            Answer changed =
                    ada.submit("/journal", form, Map.of("comment", "At last & <i>", "visibility", "followers"));
            assertThat(changed.header("Location")).isEqualTo("/journal#entry-" + id);
            Document journal = page(ada, "/journal");
            assertThat(journal.select("#entry-" + id + " .prose").text()).isEqualTo("At last & <i>");
            assertThat(journal.select("#entry-" + id + " option[selected]").text())
                    .isEqualTo("Who follows you");
            assertThat(page(ben, "/@ada/journal").text()).contains("Nothing to see here yet");

            String token = ben.formToken("/@ada");
            Map<String, String> foreign = Map.of("comment", "x", "form_token", token);
            assertThat(ben.form(form, foreign).status()).isEqualTo(404);
            assertThat(ben.form(form + "/remove", foreign).status()).isEqualTo(404);
            assertThat(ada.submit("/journal", form + "/remove", Map.of()).header("Location"))
                    .isEqualTo("/journal");
            assertThat(kinds(ada, JOURNAL)).isEmpty();
        }
    }

    @Test
    void a_remark_that_was_changed_meanwhile_is_not_written_over_and_nothing_typed_is_lost() {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            api.entry(ada, "Emma", "status", "reading");
            String id = items(ada, JOURNAL).getFirst().path("id").asText();
            String form = "/journal/" + id;
            String seen = page(ada, "/journal").select("input[name=version]").val();
            FeedApi.ok(ada.patch(JOURNAL + "/" + id, Map.of("comment", "From the telephone", "visibility", "private")));

            Map<String, String> typed = Map.of("comment", "From the desk", "visibility", "followers", "version", seen);
            Answer stale = ada.submit("/journal", form, typed);

            assertThat(stale.status()).isEqualTo(409);
            Document again = Jsoup.parse(stale.text());
            assertThat(again.select("[role=alert]").text()).contains("changed elsewhere", "not saved yet");
            assertThat(again.select("details[open]")).hasSize(1);
            assertThat(again.select("#entry-" + id + " .prose").text()).isEqualTo("From the telephone");
            assertThat(again.select("textarea").text()).isEqualTo("From the desk");
            assertThat(again.select("option[selected]").text()).isEqualTo("Who follows you");
            assertThat(items(ada, JOURNAL).getFirst().path("comment").asText()).isEqualTo("From the telephone");

            String now = again.select("input[name=version]").val();
            Map<String, String> kept = Map.of("comment", "From the desk", "visibility", "followers", "version", now);
            assertThat(ada.submit("/journal", form, kept).status()).isEqualTo(303);
            assertThat(items(ada, JOURNAL).getFirst().path("comment").asText()).isEqualTo("From the desk");
        }
    }

    @Test
    void a_remark_that_is_too_tooLongis_shown_again_as_it_was_typed() {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            api.entry(ada, "Emma", "status", "reading");
            String form =
                    "/journal/" + items(ada, JOURNAL).getFirst().path("id").asText();
            String tooLong = "x".repeat(2_001);

            Answer refused = ada.submit("/journal", form, Map.of("comment", tooLong, "visibility", "followers"));

            assertThat(refused.status()).isEqualTo(422);
            Document again = Jsoup.parse(refused.text());
            assertThat(again.select("[role=alert]").text()).contains("2000");
            assertThat(again.select("textarea").text()).isEqualTo(tooLong);
            assertThat(again.select("option[selected]").text()).isEqualTo("Who follows you");
            assertThat(again.select("form[action=" + form + "]")).hasSize(1);
            Map<String, String> foreign = Map.of("comment", tooLong, "form_token", ben.formToken("/@ada"));
            assertThat(ben.form(form, foreign).status()).isEqualTo(404);
        }
    }

    @Test
    void a_tooLongjournal_has_a_link_to_what_was_earlier() {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            for (int book = 0; book < 31; book++) {
                api.entry(ada, "Book " + book, "status", "reading");
            }
            Document first = page(ada, "/journal");
            assertThat(first.select(".journal > li")).hasSize(30);
            Document second = page(ada, first.select("a[rel=next]").attr("href"));
            assertThat(second.select(".journal > li")).hasSize(1);
            assertThat(second.select("a[rel=next]")).isEmpty();
        }
    }

    @Test
    void people_without_an_account_see_public_journals_only_where_the_operator_says_so() {
        try (FeedApi api = new FeedApi(lent, true)) {
            TestClient ada = api.reader("ada", "public");
            api.entry(ada, "Emma", "status", "reading");
            api.entry(ada, "Hidden book", "status", "reading", "visibility", "followers");
            api.reader("ben", "followers");
            TestClient nobody = api.server.anonymous();

            Document page = page(nobody, "/@ada/journal");
            assertThat(page.text()).contains("Emma").doesNotContain("Hidden book");
            assertThat(page.select("main form, main img")).isEmpty();
            assertThat(nobody.page("/@ben/journal").status()).isEqualTo(404);
            assertThat(nobody.page("/feed").status()).isEqualTo(303);
            assertThat(nobody.page("/journal").status()).isEqualTo(303);
        }
        try (FeedApi api = new FeedApi(lent)) {
            assertThat(api.server.anonymous().page("/@ada/journal").header("Location"))
                    .isEqualTo("/sign-in?next=%2F%40ada%2Fjournal");
        }
    }

    private static Document page(TestClient client, String path, String language) {
        Map<String, String> headers = Map.of("Accept", "text/html", "Accept-Language", language);
        return Jsoup.parse(client.browse("GET", path, headers, new byte[0]).text());
    }

    @Test
    void german_sentences_have_their_own_order() {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            follow(ben, "ada");
            String emma = api.entry(ada, "Emma", "status", "reading");
            api.pass(Duration.ofMinutes(1));
            progress(ada, emma, 1_200);
            api.pass(Duration.ofMinutes(1));
            rate(ada, emma, 4.5);
            api.pass(Duration.ofMinutes(1));
            status(ada, emma, "dnf");

            Document feed = page(ben, "/feed", "de");
            assertThat(feed.select(".journal > li > div > p:first-child").eachText())
                    .containsExactly(
                            "ada brach Emma ab",
                            "ada bewertete Emma ★★★★½",
                            "ada las weiter in Emma bis Seite 1200",
                            "ada begann Emma");
            assertThat(feed.select("h1").text()).isEqualTo("Was andere lesen");
            Document journal = page(ada, "/journal", "de");
            assertThat(journal.select("h1").text()).isEqualTo("Dein Tagebuch");
            assertThat(journal.expectFirst("summary").attr("aria-label")).isEqualTo("Ändern: Abgebrochen: Emma");
            assertThat(page(ben, "/@ada/journal", "de").text()).contains("Was ada liest", "Bewertet: Emma ★★★★½");
        }
    }
}
