package dev.colophon.boot.feature;

import dev.colophon.admin.AuditSearch;
import dev.colophon.admin.ReaderAccounts;
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
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.web.Routes;
import java.util.stream.Stream;

/** What only admins get to see. */
public final class AdminParts {
    private AdminParts() {}

    public static Stream<Routes> routes(
            Database database, AccountParts account, Registration registration, Background background) {
        ImportStates imports = new ImportStates(database);
        ReaderAccounts accounts = new ReaderAccounts(database);
        AuditSearch audit = new AuditSearch(account.auditLog(), accounts);
        return Stream.of(
                new ReaderAdminRoutes(accounts, account.readers()),
                new InvitationRoutes(account.invitations()),
                new AuditRoutes(audit),
                new ReaderAdminPages(accounts, account.readers()),
                new InvitationPages(account.invitations(), registration),
                new AuditPages(audit),
                new BackgroundRoutes(background, imports),
                new BackgroundPages(background, imports));
    }
}
