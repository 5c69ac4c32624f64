package dev.colophon.admin.api;

import dev.colophon.admin.Admins;
import dev.colophon.admin.job.Background;
import dev.colophon.admin.job.ImportStates;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;

/** What runs in the background. */
public final class BackgroundRoutes implements Routes {
    private static final String LIST = "admin.imports";

    private final Background background;
    private final ImportStates imports;

    public BackgroundRoutes(Background background, ImportStates imports) {
        this.background = background;
        this.imports = imports;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/admin/jobs").get(this::show),
                Resource.at("/api/v1/admin/imports").get(this::listImports).query("cursor", "limit"));
    }

    private void show(Exchange exchange) {
        Admins.demand(exchange);
        exchange.reply(background.state());
    }

    private void listImports(Exchange exchange) {
        Admins.demand(exchange);
        exchange.reply(LIST, imports.list(exchange.cursor(LIST), exchange.limit()));
    }
}
