package dev.colophon.profile;

import static dev.colophon.profile.ProfileApi.ME;
import static dev.colophon.profile.ProfileApi.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.account.audience.Audience;
import dev.colophon.account.audience.Visibility;
import dev.colophon.people.Policy;
import dev.colophon.people.Policy.Relation;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everybody who can look, at every account, at every thing: the API answers what the table and the policy say. */
@EveryDatabase
@Timeout(120)
class MatrixTest {
    private static final String NOBODY_KNOWS = "00000000-0000-7000-8000-000000000000";

    /** Who looks, and how many of the four things they see of an account that is public, for followers, private. */
    private enum Viewer {
        OWNER(new Relation(true, false, false, false), 4, 4, 4),
        FOLLOWER(new Relation(false, true, false, false), 3, 3, 0),
        PENDING(new Relation(false, false, false, false), 2, 0, 0),
        STRANGER(new Relation(false, false, false, false), 2, 0, 0),
        BLOCKED(new Relation(false, false, true, false), 0, 0, 0),
        BLOCKER(new Relation(false, false, true, false), 0, 0, 0),
        ADMIN(new Relation(false, false, false, false), 2, 0, 0);

        private final Relation relation;
        private final List<Integer> seen;

        Viewer(Relation relation, Integer... seen) {
            this.relation = relation;
            this.seen = List.of(seen);
        }

        private int seen(Audience audience) {
            return seen.get(audience.ordinal());
        }
    }

    private final Map<Viewer, TestClient> clients = new EnumMap<>(Viewer.class);
    private final Map<Visibility, String> entries = new EnumMap<>(Visibility.class);

    private void fill(ProfileApi api) {
        TestClient owner = api.reader("owner", "public");
        clients.put(Viewer.OWNER, owner);
        for (Viewer viewer : Viewer.values()) {
            if (viewer != Viewer.OWNER) {
                clients.put(viewer, viewer == Viewer.ADMIN ? api.admin("admin") : api.reader(wire(viewer), "public"));
            }
        }
        for (Visibility visibility : Visibility.values()) {
            entries.put(visibility, api.entry(owner, "Book " + visibility, "visibility", wire(visibility)));
        }
        for (String entry : entries.values()) {
            for (Visibility visibility : Visibility.values()) {
                api.note(owner, entry, "Said to " + visibility, wire(visibility));
            }
        }
        follow(Viewer.FOLLOWER, "accepted");
        api.show("owner", "followers");
        follow(Viewer.PENDING, "pending");
        assertThat(owner.put(ME + "blocks/blocked", "").status()).isEqualTo(204);
        assertThat(client(Viewer.BLOCKER).put(ME + "blocks/owner", "").status()).isEqualTo(204);
    }

    private TestClient client(Viewer viewer) {
        return Objects.requireNonNull(clients.get(viewer));
    }

    private void follow(Viewer viewer, String state) {
        Answer answer = client(viewer).put(USERS + "owner/follow", "");
        assertThat(answer.json().path("following").asText()).as(answer.text()).isEqualTo(state);
    }

    @Test
    void everybody_sees_what_they_may_and_the_rest_is_as_if_it_were_not_there(TestDatabase lent) {
        try (ProfileApi api = new ProfileApi(lent)) {
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
        String missing = body(client.get(USERS + "nobody/library"));
        int seen = 0;
        for (Map.Entry<Visibility, String> entry : entries.entrySet()) {
            Answer answer = client.get(USERS + "Owner/library/" + entry.getValue());
            boolean may = Policy.mayRead(viewer.relation, audience, entry.getKey());
            assertThat(answer.status())
                    .as("%s %s %s", viewer, audience, entry.getKey())
                    .isEqualTo(may ? 200 : 404);
            Answer notes = client.get(USERS + "owner/library/" + entry.getValue() + "/notes");
            assertThat(notes.status()).isEqualTo(may ? 200 : 404);
            assertThat(notes.json().path("items").findValuesAsText("body"))
                    .as("%s %s %s", viewer, audience, entry.getKey())
                    .containsExactlyInAnyOrderElementsOf(may ? said(viewer, audience) : List.of());
            if (!may) {
                assertThat(body(notes)).isEqualTo(missing);
                assertThat(body(answer)).isEqualTo(missing);
                assertThat(body(client.get(USERS + "owner/library/" + NOBODY_KNOWS)))
                        .isEqualTo(missing);
            }
            seen += may ? 1 : 0;
        }
        assertThat(seen).as("%s %s", viewer, audience).isEqualTo(viewer.seen(audience));
        Answer shelf = client.get(USERS + "owner/library");
        assertThat(shelf.status()).isEqualTo(seen == 0 ? 404 : 200);
        assertThat(shelf.json().path("items").size()).isEqualTo(seen);
        assertThat(client.page("/@owner/" + entries.get(Visibility.PRIVATE)).status())
                .isEqualTo(seen == 4 ? 200 : 404);
    }

    /** The notes on an entry that is seen: one for each audience. */
    private static List<String> said(Viewer viewer, Audience audience) {
        return Arrays.stream(Visibility.values())
                .filter(visibility -> Policy.mayRead(viewer.relation, audience, visibility))
                .map(visibility -> "Said to " + visibility)
                .toList();
    }

    /** What is in it but for the id of the request. */
    private static String body(Answer answer) {
        ObjectNode body = answer.json().deepCopy();
        body.remove("request_id");
        body.remove("instance");
        return body.toString();
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
