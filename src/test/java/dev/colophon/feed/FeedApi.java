package dev.colophon.feed;

import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.care.BookMerges;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.catalogue.care.MergeRoutes;
import dev.colophon.feed.api.JournalRoutes;
import dev.colophon.feed.pages.AtomPage;
import dev.colophon.feed.pages.FeedEvents;
import dev.colophon.feed.pages.FeedOnHome;
import dev.colophon.feed.pages.JournalPages;
import dev.colophon.journal.NoteUnion;
import dev.colophon.journal.Notes;
import dev.colophon.journal.api.NoteRoutes;
import dev.colophon.observe.metric.Meters;
import dev.colophon.people.People;
import dev.colophon.people.api.PeopleRoutes;
import dev.colophon.profile.Profiles;
import dev.colophon.profile.pages.ProfilePages;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ProgressRoutes;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.home.HomePages;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.union.ShelfUnion;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Readers, their shelves and journals on a server; it begins on 14 March 2026. */
public final class FeedApi implements AutoCloseable {
    public static final String LIBRARY = "/api/v1/library";
    public static final String JOURNAL = "/api/v1/journal";
    public static final String FEED = "/api/v1/feed";
    public static final String USERS = "/api/v1/users/";
    public static final String ME = "/api/v1/me/";

    private static final Duration BEAT = Duration.ofMillis(50);

    private Instant now = Instant.parse("2026-03-14T12:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    /** Every token is worthless from then on, for whoever asks. */
    volatile boolean signedOut;

    private final TestDatabase lent;
    public final Meters meters = new Meters();
    public final Journal journal;
    public final TestServer server;

    public FeedApi(TestDatabase lent) {
        this(lent, false);
    }

    public FeedApi(TestDatabase lent, boolean publicProfiles) {
        this.lent = lent;
        List<ShelfListener> unions = List.of(new NoteUnion(), new JournalUnion());
        Recording recording = new Recording(clock);
        Shelf shelf = new Shelf(lent.database(), clock, List.of(unions.getFirst(), unions.getLast(), recording));
        Reads reads = new Reads(shelf);
        People people = new People(lent.database(), clock);
        journal = new Journal(lent.database(), clock);
        server = TestServer.of(
                new ShelfRoutes(shelf, new ShelfList(lent.database()), reads),
                new ReadRoutes(shelf, reads),
                new ProgressRoutes(new ProgressLog(lent.database(), clock, shelf)),
                new NoteRoutes(new Notes(lent.database(), clock, shelf, List.of(recording))),
                new MergeRoutes(
                        new BookMerges(lent.database(), clock, new ShelfUnion(clock, unions)),
                        new Duplicates(lent.database())),
                new PeopleRoutes(people),
                new ProfilePages(people, new Profiles(lent.database()), clock, List.of(), publicProfiles),
                new JournalRoutes(people, journal),
                new JournalPages(people, journal, clock, publicProfiles),
                new AtomPage(people, journal, publicProfiles),
                new FeedEvents(journal, token -> !signedOut, clock, BEAT, new FeedMetrics(meters)),
                new HomePages(shelf, new ShelfList(lent.database()), List.of(new FeedOnHome(journal)), false));
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** A new reader whose shelf is for those. */
    public TestClient reader(String name, String audience) {
        TestClient client = server.as(Readers.add(lent, name));
        show(name, audience);
        return client;
    }

    public TestClient admin(String name) {
        return server.as(Readers.add(lent, name, true));
    }

    public void show(String name, String audience) {
        lent.run("UPDATE users SET visibility = '" + audience + "' WHERE username_key = '" + name + "'");
    }

    /** The id of a new shelf entry. */
    public String entry(TestClient reader, String title, Object... fieldsAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("book", Map.of("title", title));
        for (int index = 0; index < fieldsAndValues.length; index += 2) {
            body.put((String) fieldsAndValues[index], fieldsAndValues[index + 1]);
        }
        return made(reader.post(LIBRARY, body));
    }

    public static void follow(TestClient client, String name) {
        Answer answer = client.put(USERS + name + "/follow", "");
        assertThat(answer.json().path("following").asText()).as(answer.text()).isEqualTo("accepted");
    }

    public static void status(TestClient client, String entry, String status) {
        ok(client.put(LIBRARY + "/" + entry + "/status", Map.of("status", status)));
    }

    /** The id of what was noted. */
    public static String progress(TestClient client, String entry, int page) {
        return made(client.post(LIBRARY + "/" + entry + "/progress", Map.of("unit", "page", "amount", page)));
    }

    public static void rate(TestClient client, String entry, double stars) {
        ok(client.patch(LIBRARY + "/" + entry, Map.of("rating", stars)));
    }

    /** The id of a new note. */
    public static String note(TestClient client, String entry, String body) {
        return made(client.post(LIBRARY + "/" + entry + "/notes", Map.of("body", body)));
    }

    public static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    public static List<JsonNode> items(TestClient client, String path) {
        List<JsonNode> items = new ArrayList<>();
        ok(client.get(path)).json().path("items").forEach(items::add);
        return items;
    }

    /** What the journal, or another list, says happened; the latest first. */
    public static List<String> kinds(TestClient client, String path) {
        return items(client, path).stream()
                .map(item -> item.path("kind").asText())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
