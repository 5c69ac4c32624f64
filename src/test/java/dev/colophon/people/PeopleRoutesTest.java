package dev.colophon.people;

import static dev.colophon.profile.ProfileApi.ME;
import static dev.colophon.profile.ProfileApi.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.profile.ProfileApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following, answering, blocking at the API. */
@EveryDatabase
@Timeout(120)
class PeopleRoutesTest {
    private final ProfileApi api;
    private final TestClient ada;
    private final TestClient ben;

    PeopleRoutesTest(TestDatabase lent) {
        api = new ProfileApi(lent);
        ada = api.reader("ada", "followers");
        ben = api.reader("ben", "public");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static List<String> names(TestClient client, String list) {
        List<String> names = new ArrayList<>();
        Answer answer = client.get(list);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        answer.json()
                .path("items")
                .forEach(item -> names.add(item.path("username").asText()));
        return names;
    }

    @Test
    void whoever_is_for_everybody_is_followed_at_once() {
        Answer followed = ada.put(USERS + "BEN/follow", "");

        assertThat(followed.json().path("following").asText()).isEqualTo("accepted");
        assertThat(followed.json().path("reach").asText()).isEqualTo("followers");
        assertThat(names(ada, ME + "following")).containsExactly("ben");
        assertThat(names(ben, ME + "followers")).containsExactly("ada");
        assertThat(ben.get(USERS + "ada").json().path("follows_you").asBoolean())
                .isTrue();
        assertThat(ada.put(USERS + "ben/follow", "").status()).isEqualTo(200);
        assertThat(ada.delete(USERS + "ben/follow").status()).isEqualTo(204);
        assertThat(ada.delete(USERS + "ben/follow").status()).isEqualTo(404);
        assertThat(names(ben, ME + "followers")).isEmpty();
    }

    @Test
    void anybody_else_is_asked_and_answers() {
        assertThat(ben.put(USERS + "ada/follow", "").json().path("following").asText())
                .isEqualTo("pending");
        assertThat(names(ben, ME + "asked")).containsExactly("ada");
        assertThat(names(ada, ME + "follow-requests")).containsExactly("ben");
        assertThat(ben.get(USERS + "ada/library").status()).isEqualTo(404);

        assertThat(ada.put(ME + "follow-requests/ben", "").status()).isEqualTo(204);
        assertThat(ada.put(ME + "follow-requests/ben", "").status()).isEqualTo(404);
        assertThat(ben.get(USERS + "ada/library").status()).isEqualTo(200);

        assertThat(ada.delete(ME + "followers/ben").status()).isEqualTo(204);
        assertThat(ben.get(USERS + "ada/library").status()).isEqualTo(404);

        ben.put(USERS + "ada/follow", "");
        assertThat(ada.delete(ME + "follow-requests/ben").status()).isEqualTo(204);
        assertThat(names(ben, ME + "asked")).isEmpty();
    }

    @Test
    void going_private_hides_everything_at_once_and_keeps_the_followers() {
        api.entry(ben, "Emma");
        ada.put(USERS + "ben/follow", "");
        assertThat(ada.get(USERS + "ben/library").json().path("items")).hasSize(1);

        api.show("ben", "private");
        assertThat(ada.get(USERS + "ben").status()).isEqualTo(404);
        assertThat(ada.get(USERS + "ben/library").status()).isEqualTo(404);
        assertThat(names(ada, "/api/v1/users?q=b")).isEmpty();
        assertThat(names(ben, ME + "followers")).containsExactly("ada");

        api.show("ben", "followers");
        assertThat(ada.get(USERS + "ben/library").json().path("items")).hasSize(1);
    }

    @Test
    void a_block_cuts_both_ways_and_nobody_is_told() {
        ada.put(USERS + "ben/follow", "");
        ben.put(USERS + "ada/follow", "");
        ada.put(ME + "follow-requests/ben", "");

        assertThat(ben.put(ME + "blocks/ada", "").status()).isEqualTo(204);
        assertThat(ben.put(ME + "blocks/ada", "").status()).isEqualTo(204);

        for (TestClient one : List.of(ada, ben)) {
            String other = one == ada ? "ben" : "ada";
            assertThat(one.get(USERS + other).status()).isEqualTo(404);
            assertThat(one.put(USERS + other + "/follow", "").status()).isEqualTo(404);
            assertThat(names(one, "/api/v1/users?q=" + other)).isEmpty();
            assertThat(names(one, ME + "following")).isEmpty();
            assertThat(names(one, ME + "followers")).isEmpty();
        }
        assertThat(names(ben, ME + "blocks")).containsExactly("ada");
        assertThat(names(ada, ME + "blocks")).isEmpty();
        assertThat(ada.delete(ME + "blocks/ben").status()).isEqualTo(404);

        assertThat(ben.delete(ME + "blocks/ada").status()).isEqualTo(204);
        assertThat(ada.get(USERS + "ben").json().path("following").asText()).isEqualTo("none");
    }

    @Test
    void nothing_tells_a_hidden_reader_from_one_who_is_not_there() {
        api.reader("hid", "private");
        for (String name : List.of("hid", "nobody", "a%00b", "%F0%9F%93%96")) {
            assertThat(ada.get(USERS + name).status()).as(name).isEqualTo(404);
            assertThat(ada.put(USERS + name + "/follow", "").status()).isEqualTo(404);
            assertThat(ada.delete(USERS + name + "/follow").status()).isEqualTo(404);
            assertThat(ada.put(ME + "blocks/" + name, "").status()).isEqualTo(404);
            assertThat(ada.delete(ME + "blocks/" + name).status()).isEqualTo(404);
            assertThat(ada.put(ME + "follow-requests/" + name, "").status()).isEqualTo(404);
            assertThat(ada.delete(ME + "followers/" + name).status()).isEqualTo(404);
        }
        assertThat(ada.put(USERS + "ada/follow", "").status()).isEqualTo(422);
        assertThat(ada.put(ME + "blocks/ada", "").status()).isEqualTo(422);
        assertThat(api.server.anonymous().get(USERS + "ben").status()).isEqualTo(401);
    }

    @Test
    void lists_are_paged_from_the_latest_on() {
        for (int number = 0; number < 5; number++) {
            api.reader("reader" + number, "public").put(USERS + "ben/follow", "");
        }

        Answer first = ben.get(ME + "followers?limit=3");
        String cursor = first.json().path("next_cursor").asText();
        assertThat(first.json().path("items")).hasSize(3);
        assertThat(names(ben, ME + "followers?limit=3&cursor=" + cursor)).hasSize(2);
        assertThat(ada.get(ME + "followers?limit=3&cursor=" + cursor).status()).isEqualTo(400);

        Answer found = ada.get("/api/v1/users?q=READER&limit=2");
        assertThat(names(
                        ada,
                        "/api/v1/users?q=READER&limit=2&cursor="
                                + found.json().path("next_cursor").asText()))
                .containsExactly("reader2", "reader3");
    }
}
