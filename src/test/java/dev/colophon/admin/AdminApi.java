package dev.colophon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.AuditSettings;
import dev.colophon.admin.api.AuditRoutes;
import dev.colophon.admin.api.BackgroundRoutes;
import dev.colophon.admin.api.InvitationRoutes;
import dev.colophon.admin.api.ReaderAdminRoutes;
import dev.colophon.admin.job.Background;
import dev.colophon.admin.job.ImportStates;
import dev.colophon.admin.pages.AuditPages;
import dev.colophon.admin.pages.BackgroundPages;
import dev.colophon.admin.pages.InvitationPages;
import dev.colophon.admin.pages.ReaderAdminPages;
import dev.colophon.database.Database;
import dev.colophon.lookup.Lookups;
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.Routes;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What admins do, on a running server beside that of the accounts. */
public final class AdminApi implements AutoCloseable {
    public static final String READERS = "/api/v1/admin/readers";
    public static final String INVITATIONS = "/api/v1/admin/invitations";
    public static final String AUDIT = "/api/v1/admin/audit";

    public final AccountFixture account;
    public final TestServer server;
    final AuditLog log;
    public final Background background = new Background(() -> new Lookups.Standing(2, 3));
    final List<Routes> routes;

    public AdminApi(Database database) {
        account = new AccountFixture(database, AccountFixture.settings(Registration.INVITATION, 0));
        log = new AuditLog(database, account.clock, new AuditSettings(365));
        var accounts = new ReaderAccounts(database);
        var audit = new AuditSearch(log, accounts);
        var imports = new ImportStates(database);
        routes = List.of(
                new ReaderAdminRoutes(accounts, account.readers),
                new InvitationRoutes(account.invitations),
                new AuditRoutes(audit),
                new ReaderAdminPages(accounts, account.readers),
                new InvitationPages(account.invitations, Registration.INVITATION),
                new AuditPages(audit),
                new BackgroundRoutes(background, imports),
                new BackgroundPages(background, imports));
        server = TestServer.of(TestSettings.in(Path.of("target")), account.tokens, routes.toArray(Routes[]::new));
    }

    /** Another account. */
    public UUID made(String username, boolean admin) {
        return account.accounts.create(username, null, AccountFixture.PASSWORD, admin);
    }

    /** Somebody signed in. */
    public TestClient as(UUID reader) {
        return server.bearing(account.tokens.issue(reader, 0).token().value());
    }

    /** A new admin, signed in. */
    public TestClient admin(String username) {
        return as(made(username, true));
    }

    /** The actions of the log, latest first, with whom they concern. */
    public static List<String> deeds(TestClient admin, String query) {
        Answer answer = admin.get(AUDIT + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("action").asText() + " "
                        + entry.path("subject_name").asText() + " by "
                        + entry.path("actor_kind").asText())
                .toList();
    }

    @Override
    public void close() {
        server.close();
        account.close();
    }
}
