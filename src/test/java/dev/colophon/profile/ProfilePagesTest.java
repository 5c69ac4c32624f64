package dev.colophon.profile;

import static dev.colophon.profile.ProfileApi.ME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.journal.Notes;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers' pages and the lists of readers, without any script. */
@OnSqlite
@Timeout(120)
class ProfilePagesTest {
    private final TestDatabase lent;

    ProfilePagesTest(TestDatabase lent) {
        this.lent = lent;
    }

    private static Document page(TestClient client, String path) {
        Answer answer = client.page(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    @Test
    void a_page_shows_what_may_be_seen_and_nothing_of_what_is_the_readers_alone() {
        try (ProfileApi api = new ProfileApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            String emma = api.entry(
                    ada,
                    "Emma",
                    "rating",
                    4.5,
                    "review",
                    "Sly & <b>kind",
                    "review_spoiler",
                    true,
                    "private_note",
                    "SECRET1");
            api.entry(ada, "Hidden book", "visibility", "private");
            api.entry(
                    ada,
                    "Persuasion",
                    "status",
                    "read",
                    "on",
                    "2026-02-03",
                    "location",
                    "SECRET2",
                    "lent_to",
                    "SECRET3",
                    "tags",
                    List.of("SECRET4"));

            Document page = page(ben, "/@Ada");

            assertThat(page.select("#shelf").text()).isEqualTo("Shelf");
            assertThat(page.text())
                    .contains("Read in 2026", "Emma", "Persuasion")
                    .doesNotContain("Hidden book");
            assertThat(page.html()).doesNotContain("SECRET");
            assertThat(page.select("nav.tabs a").eachText()).containsExactly("All 2", "Want to read 1", "Read 1");
            Document book = page(ben, "/@ada/" + emma);
            assertThat(book.select("details .prose").text()).isEqualTo("Sly & <b>kind");
            assertThat(book.html()).doesNotContain("SECRET");
            assertThat(page(ben, "/@ada?status=read").text()).doesNotContain("Emma");
        }
    }

    @Test
    void a_book_shows_what_its_reader_wrote_down_for_others_and_no_more() {
        try (ProfileApi api = new ProfileApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            String emma = api.entry(ada, "Emma");
            api.note(ada, emma, "A *sly* one <script>", "public");
            api.note(ada, emma, "SECRET1", "private");
            api.note(ada, emma, "SECRET2", "followers");

            Document book = page(ben, "/@ada/" + emma);

            assertThat(book.select("#notes").text()).isEqualTo("Notes and quotes");
            assertThat(book.select("article.note em").text()).isEqualTo("sly");
            assertThat(book.select("article.note").text()).contains("<script>", "14 March 2026");
            assertThat(book.html()).doesNotContain("SECRET", "<script>");
            assertThat(page(ada, "/@ada/" + emma).select("article.note")).hasSize(3);
        }
    }

    @Test
    void notes_of_somebody_come_in_parts() {
        try (ProfileApi api = new ProfileApi(lent, true)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            String emma = api.entry(ada, "Emma");
            for (int number = 0; number <= Notes.MAX_PART; number++) {
                api.note(ada, emma, "Thought " + number, "inherit");
            }

            Document first = page(ben, "/@ada/" + emma);
            Document second = page(ben, first.select("#notes ~ p a[rel=next]").attr("href"));

            assertThat(first.select("article.note")).hasSize(Notes.MAX_PART);
            assertThat(second.select("article.note .note-text").eachText()).containsExactly("Thought 0");
            Document anonymous = page(api.server.anonymous(), "/@ada/" + emma);
            assertThat(anonymous.select("article.note")).hasSize(Notes.MAX_PART);
            assertThat(anonymous.select("a[rel=next]")).isEmpty();
        }
    }

    @Test
    void readers_follow_answer_and_block_by_buttons() {
        try (ProfileApi api = new ProfileApi(lent)) {
            TestClient ada = api.reader("ada", "followers");
            TestClient ben = api.reader("ben", "public");
            assertThat(page(ben, "/@ada").text()).contains("for those who follow", "Ask to follow");

            Answer asked = ben.submit("/@ada", "/people/ada", Map.of("action", "follow", "back", "/@ada"));
            assertThat(asked.header("Location")).isEqualTo("/@ada");
            assertThat(page(ben, "/@ada").text()).contains("Asked: take it back");
            assertThat(page(ada, "/people").select("nav.tabs").text()).contains("Requests 1");

            ada.submit("/people?list=requests", "/people/ben", Map.of("action", "accept", "back", "//evil.example"));
            assertThat(page(ben, "/@ada").text()).contains("Unfollow").doesNotContain("for those who follow");
            assertThat(page(ada, "/people?list=followers").text()).contains("@ben");

            Answer blocked = ada.submit("/@ben", "/people/ben", Map.of("action", "block"));
            assertThat(blocked.header("Location")).isEqualTo("/people?list=blocked");
            assertThat(ben.page("/@ada").status()).isEqualTo(404);
            assertThat(page(ada, "/people?list=blocked").text()).contains("Unblock");
            assertThat(ada.get(ME + "followers").json().path("items")).isEmpty();
            assertThat(ada.submit("/people", "/people/ben", Map.of("action", "explode"))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void the_own_page_leads_to_what_others_see() {
        try (ProfileApi api = new ProfileApi(lent)) {
            TestClient ada = api.reader("ada", "private");
            Document page = page(ada, "/@ada");
            assertThat(page.select("a[href=/account]").eachText()).contains("Change what others see");
            assertThat(page.select("form[action^=/people/]")).isEmpty();
        }
    }

    @Test
    void the_pages_speak_german_to_who_reads_german() {
        try (ProfileApi api = new ProfileApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            String emma = api.entry(ada, "Emma", "review", "Sly", "review_spoiler", true);
            api.entry(ada, "Persuasion", "status", "read", "on", "2026-02-03");
            TestClient ben = api.reader("ben", "followers");

            assertThat(ben.page("/@ada", "de").text())
                    .contains("Im Jahr 2026 gelesen", "Alle <small>2", ">Folgen<", "ada blockieren", "Tagebuch");
            assertThat(ada.page("/@ben", "de").text())
                    .contains("Das Regal ist nur für Leute sichtbar, die ben folgen.", ">Anfrage senden<");
            assertThat(ben.page("/@ada/" + emma, "de").text()).contains("Was ada sagt", "Hier steht, wie");
            assertThat(ada.page("/people", "de").text()).contains("Du folgst", "Blockiert", "Niemand hier.");
            assertThat(ada.page("/people?q=be", "de").text()).contains("Leute, deren Name mit „be“ beginnt");
        }
    }

    @Test
    void people_without_an_account_see_public_pages_only_where_the_operator_says_so() {
        try (ProfileApi api = new ProfileApi(lent, true)) {
            api.entry(api.reader("ada", "public"), "Emma");
            api.reader("ben", "followers");
            TestClient nobody = api.server.anonymous();

            Document page = page(nobody, "/@ada");
            assertThat(page.text()).contains("Emma");
            assertThat(page.select("main form, main img")).isEmpty();
            assertThat(nobody.page("/@ben").status()).isEqualTo(404);
            assertThat(nobody.page("/@nobody").status()).isEqualTo(404);
        }
        try (ProfileApi api = new ProfileApi(lent)) {
            assertThat(api.server.anonymous().page("/@ada").header("Location")).isEqualTo("/sign-in?next=%2F%40ada");
            assertThat(api.server.anonymous().page("/@nobody").status()).isEqualTo(303);
        }
    }

    @Test
    void a_path_that_is_no_readers_is_as_unknown_as_before() {
        try (ProfileApi api = new ProfileApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            assertThat(ada.page("/@").status()).isEqualTo(404);
            assertThat(ada.page("/ada").status()).isEqualTo(404);
            assertThat(ada.page("/@ada/x").status()).isEqualTo(404);
            assertThat(ada.page("/%40ada").status()).isEqualTo(404);
        }
    }
}
