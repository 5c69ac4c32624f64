package dev.colophon.feed;

import static dev.colophon.feed.FeedApi.JOURNAL;
import static dev.colophon.feed.FeedApi.items;
import static dev.colophon.feed.FeedApi.note;
import static dev.colophon.feed.FeedApi.ok;
import static dev.colophon.feed.FeedApi.rate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Journals for programs that read feeds. */
@OnSqlite
@Timeout(120)
class AtomPageTest {
    private static final String PATH = "/@ada/journal.atom";
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final TestDatabase lent;

    AtomPageTest(TestDatabase lent) {
        this.lent = lent;
    }

    private static List<String> texts(Document document, String element) {
        List<String> texts = new ArrayList<>();
        NodeList found = document.getElementsByTagNameNS(ATOM, element);
        for (int index = 0; index < found.getLength(); index++) {
            texts.add(found.item(index).getTextContent());
        }
        return texts;
    }

    private static Document parsed(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
    }

    @Test
    void what_is_for_everybody_is_a_feed_and_nothing_else_is() throws Exception {
        try (FeedApi api = new FeedApi(lent, true)) {
            TestClient ada = api.reader("ada", "public");
            String emma = api.entry(ada, "Emma & <Co>", "status", "reading");
            api.pass(Duration.ofMinutes(1));
            rate(ada, emma, 4.5);
            String rated = items(ada, JOURNAL).getFirst().path("id").asText();
            ok(ada.patch(JOURNAL + "/" + rated, Map.of("comment", "Twice!\u0007 <b>")));
            note(ada, emma, "SECRET1");
            api.entry(ada, "SECRET2", "status", "reading", "visibility", "followers");

            Answer answer = api.server.anonymous().get(PATH);
            Document feed = parsed(answer);
            assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
            assertThat(texts(feed, "title"))
                    .containsExactlyInAnyOrder(
                            "What ada read",
                            "ada wrote a note about Emma & <Co>",
                            "ada rated Emma & <Co>, 4.5 of 5 stars",
                            "ada started Emma & <Co>");
            assertThat(texts(feed, "content")).contains("Twice!\ufffd <b>");
            assertThat(texts(feed, "updated").getFirst()).isEqualTo("2026-03-14T12:01:00Z");
            assertThat(texts(feed, "id")).allMatch(id -> id.startsWith("urn:uuid:"));
            assertThat(answer.text()).doesNotContain("SECRET");
            // whoever is signed in, and the owner, see the same
            assertThat(ada.page(PATH).body()).isEqualTo(answer.body());
        }
    }

    @Test
    void a_program_that_asks_for_german_gets_german_titles() throws Exception {
        try (FeedApi api = new FeedApi(lent, true)) {
            TestClient ada = api.reader("ada", "public");
            String emma = api.entry(ada, "Emma", "status", "reading");
            note(ada, emma, "x");

            Map<String, String> german = Map.of("Accept-Language", "de");
            Answer answer = api.server.anonymous().send("GET", PATH, german, new byte[0]);
            assertThat(texts(parsed(answer), "title"))
                    .containsExactlyInAnyOrder("Was ada liest", "ada schrieb eine Notiz zu Emma", "ada begann Emma");
        }
    }

    @Test
    void whoever_has_it_gets_it_once() {
        try (FeedApi api = new FeedApi(lent, true)) {
            TestClient ada = api.reader("ada", "public");
            api.entry(ada, "Emma", "status", "reading");
            TestClient nobody = api.server.anonymous();
            String tag = nobody.get(PATH).header("ETag");

            Map<String, String> known = Map.of("If-None-Match", tag);
            assertThat(nobody.send("GET", PATH, known, new byte[0]).status()).isEqualTo(304);
            assertThat(nobody.get(PATH).header("Cache-Control")).isEqualTo("no-cache");
            api.entry(ada, "Persuasion", "status", "reading");
            assertThat(nobody.send("GET", PATH, known, new byte[0]).status()).isEqualTo(200);
            assertThat(nobody.send("HEAD", PATH, Map.of(), new byte[0]).body()).isEmpty();
        }
    }

    @Test
    void nobody_is_shown_more_than_a_page_would_show_them() {
        try (FeedApi api = new FeedApi(lent, true)) {
            TestClient ada = api.reader("ada", "public");
            api.entry(ada, "Emma", "status", "reading");
            TestClient nobody = api.server.anonymous();
            assertThat(nobody.get(PATH).status()).isEqualTo(200);
            for (String audience : List.of("followers", "private")) {
                api.show("ada", audience);
                assertThat(nobody.get(PATH).status()).isEqualTo(404);
                assertThat(ada.page(PATH).status()).isEqualTo(404);
            }
            assertThat(nobody.get("/@nobody/journal.atom").status()).isEqualTo(404);
        }
        try (FeedApi api = new FeedApi(lent)) {
            api.show("ada", "public");
            assertThat(api.server.anonymous().get(PATH).status()).isEqualTo(404);
        }
    }
}
