package dev.colophon.feed;

import static dev.colophon.feed.FeedApi.FEED;
import static dev.colophon.feed.FeedApi.JOURNAL;
import static dev.colophon.feed.FeedApi.ME;
import static dev.colophon.feed.FeedApi.USERS;
import static dev.colophon.feed.FeedApi.items;
import static dev.colophon.feed.FeedApi.note;
import static dev.colophon.feed.FeedApi.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.audience.Audience;
import dev.colophon.account.audience.Visibility;
import dev.colophon.people.Policy;
import dev.colophon.people.Policy.Relation;
import dev.colophon.people.Reach;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everybody who can look, at every account, at every visibility of the entry in the journal, of the book and of the
 * note that it is about: the narrowest counts, in the feed, in the journal of the reader and on their page.
 */
@EveryDatabase
@Timeout(180)
class FeedMatrixTest {
    private enum Viewer {
        OWNER(new Relation(true, false, false, false)),
        FOLLOWER(new Relation(false, true, false, false)),
        PENDING(new Relation(false, false, false, false)),
        STRANGER(new Relation(false, false, false, false)),
        BLOCKED(new Relation(false, false, true, false)),
        BLOCKER(new Relation(false, false, true, false)),
        ADMIN(new Relation(false, false, false, false));

        private final Relation relation;

        Viewer(Relation relation) {
            this.relation = relation;
        }
    }

    /** Of the entry, of the book, of the note. */
    private record Case(Visibility entry, Visibility book, Visibility note) {
        private Visibility narrowest() {
            return entry.narrower(book).narrower(note);
        }
    }

    private final Map<Viewer, TestClient> clients = new EnumMap<>(Viewer.class);
    private final Map<String, Case> cases = new HashMap<>();

    private TestClient client(Viewer viewer) {
        return Objects.requireNonNull(clients.get(viewer));
    }

    private void fill(FeedApi api) {
        for (Viewer viewer : Viewer.values()) {
            clients.put(viewer, viewer == Viewer.ADMIN ? api.admin("admin") : api.reader(wire(viewer), "public"));
        }
        TestClient owner = client(Viewer.OWNER);
        for (Visibility book : Visibility.values()) {
            String shelved = api.entry(owner, "Book " + book, "visibility", wire(book));
            for (Visibility note : Visibility.values()) {
                for (Visibility entry : Visibility.values()) {
                    String written = note(owner, shelved, "x");
                    ok(owner.patch("/api/v1/notes/" + written, Map.of("visibility", wire(note))));
                    String id = items(owner, JOURNAL + "?limit=100").stream()
                            .filter(one -> one.path("note_id").asText().equals(written))
                            .findFirst()
                            .orElseThrow()
                            .path("id")
                            .asText();
                    ok(owner.patch(JOURNAL + "/" + id, Map.of("visibility", wire(entry))));
                    cases.put(id, new Case(entry, book, note));
                }
            }
        }
        follow(Viewer.FOLLOWER, "accepted");
        follow(Viewer.BLOCKER, "accepted");
        api.show("owner", "followers");
        follow(Viewer.PENDING, "pending");
        assertThat(owner.put(ME + "blocks/blocked", "").status()).isEqualTo(204);
        assertThat(client(Viewer.BLOCKER).put(ME + "blocks/owner", "").status()).isEqualTo(204);
    }

    private void follow(Viewer viewer, String state) {
        Answer answer = client(viewer).put(USERS + "owner/follow", "");
        assertThat(answer.json().path("following").asText()).as(answer.text()).isEqualTo(state);
    }

    @Test
    @TakesLong("sixty-four entries, seven who look, three accounts")
    void everybody_sees_what_they_may(TestDatabase lent) {
        try (FeedApi api = new FeedApi(lent)) {
            fill(api);
            for (Audience audience : Audience.values()) {
                api.show("owner", wire(audience));
                for (Viewer viewer : Viewer.values()) {
                    look(viewer, audience);
                }
            }
        }
    }

    private void look(Viewer viewer, Audience audience) {
        TestClient client = client(viewer);
        List<String> may = cases.entrySet().stream()
                .filter(one ->
                        Policy.mayRead(viewer.relation, audience, one.getValue().narrowest()))
                .map(Map.Entry::getKey)
                .toList();
        String what = viewer + " " + audience;
        if (Policy.reach(viewer.relation, audience) == Reach.NOTHING) {
            assertThat(may).isEmpty();
            assertThat(client.get(USERS + "owner/journal").status()).as(what).isEqualTo(404);
            assertThat(client.page("/@owner/journal").status()).as(what).isEqualTo(404);
        } else {
            assertThat(ids(client, USERS + "owner/journal?limit=100"))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(may);
        }
        boolean follows = viewer == Viewer.FOLLOWER;
        assertThat(ids(client, FEED + "?limit=100"))
                .as(what)
                .containsExactlyInAnyOrderElementsOf(follows ? may : List.of());
        assertThat(ids(client, JOURNAL + "?limit=100")).hasSize(viewer == Viewer.OWNER ? cases.size() : 0);
    }

    private static List<String> ids(TestClient client, String path) {
        List<String> ids = new ArrayList<>();
        items(client, path).forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
