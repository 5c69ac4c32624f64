package dev.colophon.admin.api;

import dev.colophon.account.audit.AuditAction;
import dev.colophon.admin.Admins;
import dev.colophon.admin.AuditSearch;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log. */
public final class AuditRoutes implements Routes {
    private final AuditSearch log;

    public AuditRoutes(AuditSearch log) {
        this.log = log;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.at("/api/v1/admin/audit").get(this::list).query("reader", "action", "cursor", "limit"));
    }

    private void list(Exchange exchange) {
        Admins.demand(exchange);
        @Nullable String reader = QueryParameters.text(exchange, "reader");
        @Nullable AuditAction action = QueryParameters.constant(exchange, "action", AuditAction.class);
        String list = "audit " + action + " " + reader;
        exchange.reply(list, log.list(reader, action, exchange.cursor(list), exchange.limit()));
    }
}
