package dev.colophon.admin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.admin.AdminApi;
import dev.colophon.admin.job.TaskRun;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of admins, without any script. */
@OnSqlite
@Timeout(60)
class AdminPagesTest {
    private static final String READERS = "/admin/readers";
    private static final String INVITATIONS = "/admin/invitations";

    private final TestDatabase rows;
    private final AdminApi api;
    private final TestClient root;
    private final UUID mary;
    private final String page;

    AdminPagesTest(TestDatabase rows) {
        this.rows = rows;
        api = new AdminApi(rows.database());
        root = api.admin("root");
        mary = api.made("mary", false);
        page = READERS + "/" + mary;
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Answer press(String action) {
        return root.submit(page, page, Map.of("action", action));
    }

    private static Document read(Answer answer) {
        return Jsoup.parse(answer.text());
    }

    @Test
    void only_an_admin_is_shown_the_way_there() {
        assertThat(read(root.page("/nothing")).select("footer a[href=/admin/readers]"))
                .isEmpty();
        assertThat(read(root.page(READERS)).select("footer a[href=/admin/readers]"))
                .hasSize(1);
        assertThat(root.page("/admin").header("Location")).isEqualTo(READERS);
        assertThat(api.server.anonymous().page(READERS).header("Location")).startsWith("/sign-in");
        TestClient reader = api.account.server.bearing(
                api.account.tokens.issue(mary, 0).token().value());
        assertThat(read(reader.page("/account")).select("a[href^=/admin]")).isEmpty();
        assertThat(api.as(mary).page(READERS).status()).isEqualTo(404);
    }

    @Test
    void readers_are_found_and_changed_by_buttons() {
        assertThat(read(root.page(READERS)).select(".people a").eachText()).containsExactly("mary", "root");
        assertThat(read(root.page(READERS + "?q=MA")).select(".people a").eachText())
                .containsExactly("mary");
        assertThat(root.page(READERS + "?q=zz").text()).contains("Nobody here.");

        assertThat(press("promote").header("Location")).isEqualTo(page);
        assertThat(root.page(page).text()).contains("Make a reader");
        press("demote");
        assertThat(press("disable").status()).isEqualTo(303);
        assertThat(root.page(page).text()).contains("disabled since").doesNotContain("new password");
        press("enable");
        root.submit(page, page, Map.of("action", "quota", "mebibytes", "3"));
        assertThat(read(root.page(page)).select("input[name=mebibytes]").attr("value"))
                .isEqualTo("3");
        assertThat(root.submit(page, page, Map.of("action", "quota", "mebibytes", "-3"))
                        .status())
                .isEqualTo(422);
        press("quota");
        assertThat(rows.query("SELECT COUNT(*) FROM users WHERE quota_bytes IS NULL"))
                .containsExactly("2");
        assertThat(press("joke").status()).isEqualTo(422);
        assertThat(root.page(READERS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void a_link_for_a_new_password_is_shown_once() {
        Answer shown = press("reset");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Cache-Control")).contains("no-store");
        String link = read(shown).select("#link").text();
        assertThat(link).matches("http://[^/]+/reset-password\\?token=.+");
        String path = link.substring(link.indexOf("/reset-password"));
        assertThat(root.page(page).text()).doesNotContain(path);
        assertThat(api.account.server.anonymous().page(path).status()).isEqualTo(200);
    }

    @Test
    void the_last_admin_is_told_why_they_stay() {
        String own = rows.query("SELECT id FROM users WHERE username = 'root'").getFirst();
        Answer refused = root.submit(READERS + "/" + own, READERS + "/" + own, Map.of("action", "disable"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(read(refused).select("[role=alert]").text()).contains("last admin");
    }

    @Test
    void invitations_are_made_and_revoked() {
        Answer made = root.submit(
                INVITATIONS, INVITATIONS, Map.of("note", "club <3", "max_uses", "2", "days", "3", "role", "user"));
        assertThat(read(made).select("#link").text()).matches("http://[^/]+/sign-up\\?invitation=.+");
        assertThat(read(made).select(".people strong").eachText()).containsExactly("club <3");
        assertThat(made.text()).contains("used 0 of 2");
        assertThat(root.submit(INVITATIONS, INVITATIONS, Map.of("max_uses", "many"))
                        .status())
                .isEqualTo(422);
        String id = rows.query("SELECT id FROM invitations").getFirst();
        root.submit(INVITATIONS, INVITATIONS + "/" + id + "/revoke", Map.of());
        assertThat(root.page(INVITATIONS).text()).contains("There are none.");
    }

    @Test
    void the_audit_log_says_who_did_what_and_can_be_filtered() {
        press("disable");
        rows.run("INSERT INTO audit_log (id, happened_at, action, actor_kind, detail) VALUES ('" + UUID.randomUUID()
                + "', '2026-01-01T00:00:00.000000Z', 'of_a_newer_build', 'admin', '')");

        assertThat(root.page("/admin/audit").text()).contains("of_a_newer_build", "by the admin root", "by a command");
        Document some = read(root.page("/admin/audit?reader=mary&action=reader_disabled"));
        assertThat(some.select(".people strong").eachText()).containsExactly("disabled");
        assertThat(some.select("option[selected]").attr("value")).isEqualTo("reader_disabled");
        assertThat(root.page("/admin/audit?action=joke").status()).isEqualTo(200);
    }

    @Test
    void the_background_shows_imports_of_everybody_and_what_was_swept() {
        rows.run("INSERT INTO import_jobs (id, user_id, source, status, dry_run, row_count, counts, notes, shelves,"
                + " created_at) VALUES ('" + UUID.randomUUID() + "', '" + mary
                + "', 'goodreads', 'running', 0, 7, '{\"pending\":3,\"created\":4}', '[]', '{}',"
                + " '2026-01-01T00:00:00.000000Z')");
        api.background.showTasks(
                () -> List.of(new TaskRun("audit log", 3_600, Instant.parse("2026-02-03T04:05:06Z"), true)));

        String text = read(root.page("/admin/jobs")).select("main").text();
        assertThat(text).contains("mary · goodreads · running", "7 rows, 3 waiting", "audit log", "failed", "None are");
        Answer imports = root.get("/api/v1/admin/imports");
        assertThat(imports.json().at("/items/0/pending").asInt()).isEqualTo(3);
        assertThat(root.get("/api/v1/admin/jobs")
                        .json()
                        .at("/lookups/covers_waiting")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.account.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);
    }
}
