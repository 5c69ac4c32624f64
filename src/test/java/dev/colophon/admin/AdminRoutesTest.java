package dev.colophon.admin;

import static dev.colophon.admin.AdminApi.AUDIT;
import static dev.colophon.admin.AdminApi.INVITATIONS;
import static dev.colophon.admin.AdminApi.READERS;
import static dev.colophon.admin.AdminApi.deeds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.AccountFixture;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import io.helidon.http.Method;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What admins do at the API, and that it does not exist for anybody else. */
@OnSqlite
@Timeout(60)
class AdminRoutesTest {
    private final TestDatabase rows;
    private final AdminApi api;
    private final TestClient root;

    AdminRoutesTest(TestDatabase rows) {
        this.rows = rows;
        api = new AdminApi(rows.database());
        root = api.admin("root");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static List<String> names(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(reader -> reader.path("username").asText())
                .toList();
    }

    @Test
    void a_reader_who_is_no_admin_finds_nothing_and_somebody_without_an_account_has_to_sign_in() {
        TestClient mary = api.as(api.made("mary", false));
        for (Routes routes : api.routes) {
            for (Resource resource : routes.resources()) {
                for (Method method : resource.handlers().keySet()) {
                    String path =
                            resource.pattern().replace("{id}", UUID.randomUUID().toString());
                    String what = method + " " + path;
                    if (resource.page()) {
                        Answer missing = mary.page("/nothing/here");
                        Answer answer =
                                method.equals(Method.GET) ? mary.page(path) : mary.form(path, Map.of("form_token", ""));
                        // a form without its token is refused before anybody looks who sends it
                        assertThat(answer.status()).as(what).isEqualTo(method.equals(Method.GET) ? 404 : 403);
                        if (method.equals(Method.GET)) {
                            assertThat(answer.text().replaceAll("<code>[^<]*</code>", ""))
                                    .as(what)
                                    .isEqualTo(missing.text().replaceAll("<code>[^<]*</code>", ""));
                        }
                    } else {
                        Answer missing = mary.get("/api/v1/admin/nothing");
                        Answer answer = method.equals(Method.GET) || method.equals(Method.DELETE)
                                ? mary.send(method.text(), path, Map.of(), new byte[0])
                                : mary.json(method.text(), path, "{}");
                        assertThat(answer.status()).as(what).isEqualTo(404);
                        assertThat(answer.code()).as(what).isEqualTo(missing.code());
                        assertThat(answer.json().path("detail"))
                                .as(what)
                                .isEqualTo(missing.json().path("detail"));
                        Answer anonymous = api.server.anonymous().send(method.text(), path, Map.of(), new byte[0]);
                        assertThat(anonymous.status()).as(what).isEqualTo(401);
                    }
                }
            }
        }
        assertThat(rows.query("SELECT COUNT(*) FROM audit_log WHERE actor_kind = 'reader'"))
                .containsExactly("0");
    }

    @Test
    void readers_come_in_parts_and_by_the_beginning_of_their_names() {
        for (String name : List.of("Anna", "annika", "bert")) {
            api.made(name, false);
        }

        Answer first = root.get(READERS + "?limit=2");
        assertThat(names(first)).containsExactly("Anna", "annika");
        String cursor = first.json().path("next_cursor").asText();
        assertThat(names(root.get(READERS + "?limit=2&cursor=" + cursor))).containsExactly("bert", "root");
        assertThat(names(root.get(READERS + "?q=ANN"))).containsExactly("Anna", "annika");
        assertThat(names(root.get(READERS + "?q=annik"))).containsExactly("annika");
        assertThat(root.get(READERS + "?q=ann&cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void an_account_says_what_is_stored_and_nothing_that_was_written() {
        UUID mary = api.made("mary", false);
        api.as(mary);
        rows.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) VALUES"
                + " ('attachments/x', 7, 'text/plain', '2026-01-01T00:00:00.000000Z')");
        rows.run("INSERT INTO uploads (user_id, blob_name, size_bytes, given_at) VALUES ('" + mary
                + "', 'attachments/x', 7, '2026-01-01T00:00:00.000000Z')");
        rows.run(
                "INSERT INTO sessions (id, user_id, token_epoch, device, created_at, last_seen_at, expires_at) VALUES ('"
                        + UUID.randomUUID() + "', '" + mary + "', 0, 'curl', '2026-01-01T00:00:00.000000Z',"
                        + " '2026-02-01T00:00:00.000000Z', '2027-01-01T00:00:00.000000Z')");

        JsonNode account = root.get(READERS + "/" + mary).json();
        assertThat(account.path("username").asText()).isEqualTo("mary");
        assertThat(account.path("bytes").asLong()).isEqualTo(7);
        assertThat(account.path("books").asLong()).isZero();
        assertThat(account.path("last_seen_at").asText()).startsWith("2026-02-01");
        assertThat(account.path("second_factor").asBoolean()).isFalse();
        assertThat(root.get(READERS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void an_admin_disables_and_enables_promotes_and_sets_quotas() {
        UUID mary = api.made("mary", false);
        TestClient session = api.as(mary);
        String one = READERS + "/" + mary;
        assertThat(session.get(READERS).status()).isEqualTo(404);

        assertThat(root.put(one + "/role", Map.of("role", "admin"))
                        .json()
                        .path("role")
                        .asText())
                .isEqualTo("admin");
        assertThat(session.get(READERS).status()).isEqualTo(200);
        assertThat(root.put(one + "/role", Map.of()).status()).isEqualTo(422);
        assertThat(root.put(one + "/role", Map.of("role", "emperor")).status()).isEqualTo(422);
        assertThat(root.json("PUT", one + "/quota", "{\"quota_bytes\":5}")
                        .json()
                        .path("quota_bytes")
                        .asLong())
                .isEqualTo(5);
        assertThat(root.json("PUT", one + "/quota", "{\"quota_bytes\":-1}").status())
                .isEqualTo(422);
        assertThat(root.json("PUT", one + "/quota", "{\"quota_bytes\":null}")
                        .json()
                        .path("quota_bytes")
                        .isNull())
                .isTrue();
        assertThat(root.json("PUT", one + "/disabled", "").status()).isEqualTo(204);
        assertThat(session.get(READERS).status()).isEqualTo(401);
        assertThat(api.account.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(401);
        assertThat(root.delete(one + "/disabled").status()).isEqualTo(204);
        assertThat(session.get(READERS).status()).isEqualTo(401);
        assertThat(api.account.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);

        assertThat(deeds(root, "?reader=mary"))
                .containsExactly(
                        "reader_enabled mary by admin",
                        "reader_disabled mary by admin",
                        "quota_changed mary by admin",
                        "quota_changed mary by admin",
                        "role_changed mary by admin",
                        "account_made mary by command");
        assertThat(deeds(root, "?reader=" + mary + "&action=role_changed"))
                .containsExactly("role_changed mary by admin");
        assertThat(deeds(root, "?action=account_made")).hasSize(2);
        assertThat(deeds(root, "?reader=nobody")).isEmpty();
        assertThat(root.get(AUDIT + "?action=joke").status()).isEqualTo(400);
    }

    @Test
    void invitations_are_made_listed_and_revoked() {
        Answer made = root.post(INVITATIONS, Map.of("note", "book club", "max_uses", 2, "days", 3));
        assertThat(made.status()).isEqualTo(201);
        String path = made.json().path("path").asText();
        assertThat(path).startsWith("/sign-up?invitation=");
        Answer list = root.get(INVITATIONS);
        assertThat(list.json().at("/items/0/note").asText()).isEqualTo("book club");
        assertThat(list.json().at("/items/0/max_uses").asInt()).isEqualTo(2);
        assertThat(list.text()).doesNotContain(path.substring(path.indexOf('=') + 1));
        assertThat(root.post(INVITATIONS, Map.of("days", 0)).status()).isEqualTo(422);

        assertThat(root.delete(made.header("Location")).status()).isEqualTo(204);
        assertThat(root.delete(made.header("Location")).status()).isEqualTo(404);
        assertThat(root.get(INVITATIONS).json().path("items")).isEmpty();
        assertThat(deeds(root, "?action=invitation_made")).hasSize(1);
        assertThat(deeds(root, "?action=invitation_revoked")).hasSize(1);
    }
}
