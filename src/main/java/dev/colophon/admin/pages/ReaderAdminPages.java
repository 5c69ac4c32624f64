package dev.colophon.admin.pages;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.reader.Readers;
import dev.colophon.account.reader.Role;
import dev.colophon.admin.Admins;
import dev.colophon.admin.ReaderAccount;
import dev.colophon.admin.ReaderAccounts;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The readers of the instance, and one of them with what an admin may do. */
public final class ReaderAdminPages implements Routes {
    private static final String HOME = "/admin";
    private static final String PATH = HOME + "/readers";
    private static final int SHOWN = 50;
    private static final long KIBIBYTE = 1 << 10;
    private static final long MEBIBYTE = 1 << 20;

    private final ReaderAccounts accounts;
    private final Readers readers;

    public ReaderAdminPages(ReaderAccounts accounts, Readers readers) {
        this.accounts = accounts;
        this.readers = readers;
    }

    /** What a button asks for. */
    private enum Action {
        DISABLE,
        ENABLE,
        PROMOTE,
        DEMOTE,
        QUOTA,
        RESET,
        FACTOR
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(HOME).get(this::begin),
                Resource.page(PATH).get(this::list),
                Resource.page(PATH + "/{id}").get(this::show).post(this::change));
    }

    private void begin(Exchange exchange) {
        Admins.demand(exchange);
        exchange.redirect(PATH);
    }

    private void list(Exchange exchange) {
        Admins.demand(exchange);
        String words = Objects.requireNonNullElse(QueryParameters.text(exchange, "q"), "");
        String list = "accounts " + words;
        Part<ReaderAccount> part = accounts.list(words, exchange.cursor(list), SHOWN);
        String next = exchange.nextCursor(list, part);
        String path = PATH + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("readers", part.items());
        parameters.put("words", words);
        parameters.put("nextHref", next == null ? "" : path + "&cursor=" + next);
        exchange.page(new Page("admin/pages/readers.jte", parameters));
    }

    private void show(Exchange exchange) {
        Admins.demand(exchange);
        exchange.page(page(exchange.pathId("id"), "", ""));
    }

    private void change(Exchange exchange) {
        Actor actor = Admins.demand(exchange);
        UUID id = exchange.pathId("id");
        Action action = QueryParameters.constantOrNull(exchange.form().text("action"), Action.class);
        if (action == null) {
            throw Problem.invalid("action", "unknown", "The form does not say what to do.");
        }
        try {
            if (action == Action.RESET) {
                // and not by a redirect, for nobody knows the link afterwards
                exchange.page(page(
                        id, exchange.origin() + readers.resetPassword(actor, id).path(), ""));
                return;
            }
            act(exchange, actor, id, action);
        } catch (Problem problem) {
            if (problem.kind() != Kind.CONFLICT && problem.kind() != Kind.INVALID) {
                throw problem;
            }
            exchange.page(page(id, "", problem.detail()), problem);
            return;
        }
        exchange.redirect(PATH + "/" + id);
    }

    private void act(Exchange exchange, Actor actor, UUID id, Action action) {
        switch (action) {
            case DISABLE -> readers.disable(actor, id);
            case ENABLE -> readers.enable(actor, id);
            case PROMOTE -> readers.setRole(actor, id, Role.ADMIN);
            case DEMOTE -> readers.setRole(actor, id, Role.USER);
            case QUOTA -> readers.setQuota(actor, id, bytes(exchange.form().text("mebibytes")));
            case FACTOR -> readers.removeSecondFactor(actor, id);
            case RESET -> throw new IllegalStateException("a link is shown, not redirected to");
        }
    }

    private static @Nullable Long bytes(Optional<String> mebibytes) {
        if (mebibytes.isEmpty()) {
            return null;
        }
        if (!mebibytes.get().matches("\\d{1,9}")) {
            throw Problem.invalid("mebibytes", "range", "A quota is a whole number of MiB, or left empty.");
        }
        return Long.parseLong(mebibytes.get()) * MEBIBYTE;
    }

    /**
     * @param link for a new password that was just made; empty when none was
     */
    private Page page(UUID id, String link, String error) {
        return new Page("admin/pages/reader.jte", Map.of("reader", accounts.get(id), "link", link, "error", error));
    }

    /** Bytes for people. */
    public static String size(Texts texts, long bytes) {
        if (bytes < MEBIBYTE) {
            return texts.text("admin.kibibytes", (bytes + KIBIBYTE - 1) / KIBIBYTE);
        }
        return texts.text("admin.mebibytes", bytes / MEBIBYTE);
    }
}
