package dev.colophon.admin.pages;

import dev.colophon.admin.Admins;
import dev.colophon.admin.job.Background;
import dev.colophon.admin.job.ImportState;
import dev.colophon.admin.job.ImportStates;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;

/** What runs in the background. */
public final class BackgroundPages implements Routes {
    private static final String PATH = "/admin/jobs";
    private static final String LIST = "admin.imports";
    private static final int SHOWN = 50;

    private final Background background;
    private final ImportStates imports;

    public BackgroundPages(Background background, ImportStates imports) {
        this.background = background;
        this.imports = imports;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page(PATH).get(this::show));
    }

    private void show(Exchange exchange) {
        Admins.demand(exchange);
        Part<ImportState> part = imports.list(exchange.cursor(LIST), SHOWN);
        String next = exchange.nextCursor(LIST, part);
        exchange.page(new Page(
                "admin/pages/jobs.jte",
                Map.of(
                        "state",
                        background.state(),
                        "imports",
                        part.items(),
                        "nextHref",
                        next == null ? "" : PATH + "?cursor=" + next)));
    }
}
