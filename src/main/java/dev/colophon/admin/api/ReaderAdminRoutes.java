package dev.colophon.admin.api;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.reader.Readers;
import dev.colophon.account.reader.Role;
import dev.colophon.admin.Admins;
import dev.colophon.admin.ReaderAccounts;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The readers of the instance. */
public final class ReaderAdminRoutes implements Routes {
    private static final String PATH = "/api/v1/admin/readers";
    private static final String ONE = PATH + "/{id}";

    private final ReaderAccounts accounts;
    private final Readers readers;

    public ReaderAdminRoutes(ReaderAccounts accounts, Readers readers) {
        this.accounts = accounts;
        this.readers = readers;
    }

    record RoleBody(@Nullable Role role) {}

    /**
     * @param quotaBytes null for what the settings say
     */
    record QuotaBody(@Nullable Long quotaBytes) {}

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).get(this::list).query("q", "cursor", "limit"),
                Resource.at(ONE).get(this::show),
                Resource.at(ONE + "/disabled").put(this::disable).delete(this::enable),
                Resource.at(ONE + "/role").put(this::setRole),
                Resource.at(ONE + "/quota").put(this::setQuota),
                Resource.at(ONE + "/password-reset").post(this::resetPassword),
                Resource.at(ONE + "/second-factor").delete(this::removeSecondFactor));
    }

    private void list(Exchange exchange) {
        Admins.demand(exchange);
        String beginning = Objects.requireNonNullElse(QueryParameters.text(exchange, "q"), "");
        String list = "accounts " + beginning;
        exchange.reply(list, accounts.list(beginning, exchange.cursor(list), exchange.limit()));
    }

    private void show(Exchange exchange) {
        Admins.demand(exchange);
        exchange.reply(accounts.get(exchange.pathId("id")));
    }

    private void disable(Exchange exchange) {
        readers.disable(Admins.demand(exchange), exchange.pathId("id"));
        exchange.done();
    }

    private void enable(Exchange exchange) {
        readers.enable(Admins.demand(exchange), exchange.pathId("id"));
        exchange.done();
    }

    private void setRole(Exchange exchange) {
        Actor actor = Admins.demand(exchange);
        Role role = exchange.body(RoleBody.class).role();
        if (role == null) {
            throw Problem.invalid("/role", "required", "The role must be given: user or admin.");
        }
        readers.setRole(actor, exchange.pathId("id"), role);
        show(exchange);
    }

    private void setQuota(Exchange exchange) {
        Actor actor = Admins.demand(exchange);
        readers.setQuota(
                actor, exchange.pathId("id"), exchange.body(QuotaBody.class).quotaBytes());
        show(exchange);
    }

    private void resetPassword(Exchange exchange) {
        exchange.reply(readers.resetPassword(Admins.demand(exchange), exchange.pathId("id")));
    }

    private void removeSecondFactor(Exchange exchange) {
        if (!readers.removeSecondFactor(Admins.demand(exchange), exchange.pathId("id"))) {
            throw Problem.notFound();
        }
        exchange.done();
    }
}
