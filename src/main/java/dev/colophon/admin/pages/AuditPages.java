package dev.colophon.admin.pages;

import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditEntry;
import dev.colophon.admin.Admins;
import dev.colophon.admin.AuditSearch;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audit log. */
public final class AuditPages implements Routes {
    private static final String PATH = "/admin/audit";
    private static final int SHOWN = 50;

    private final AuditSearch log;

    public AuditPages(AuditSearch log) {
        this.log = log;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page(PATH).get(this::show));
    }

    private void show(Exchange exchange) {
        Admins.demand(exchange);
        @Nullable String reader = QueryParameters.text(exchange, "reader");
        @Nullable AuditAction action = QueryParameters.constantOrNull(exchange.query("action"), AuditAction.class);
        String list = "audit " + action + " " + reader;
        Part<AuditEntry> part = log.list(reader, action, exchange.cursor(list), SHOWN);
        String next = exchange.nextCursor(list, part);
        String words = Objects.requireNonNullElse(reader, "");
        String chosen = action == null ? "" : wire(action);
        String path = PATH + "?reader=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&action=" + chosen;
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("entries", part.items());
        parameters.put("reader", words);
        parameters.put("action", chosen);
        parameters.put(
                "actions", Stream.of(AuditAction.values()).map(AuditPages::wire).toList());
        parameters.put("nextHref", next == null ? "" : path + "&cursor=" + next);
        exchange.page(new Page("admin/pages/audit.jte", parameters));
    }

    /** What was done, for people; one that this build does not know stays as it is. */
    public static String label(Texts texts, String action) {
        boolean known = Stream.of(AuditAction.values()).map(AuditPages::wire).anyMatch(action::equals);
        return known ? texts.text("admin.action." + action) : action;
    }

    private static String wire(AuditAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
