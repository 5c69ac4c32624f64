package dev.colophon.shelf.history;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Everything that was noted of one read, and the form that corrects one line of it. */
public final class HistoryPages implements Routes {
    private static final int LINES_PER_PAGE = 100;
    private static final Set<Kind> MENDABLE = Set.of(Kind.INVALID, Kind.MALFORMED);

    private final Shelf shelf;
    private final ProgressLog log;

    public HistoryPages(Shelf shelf, ProgressLog log) {
        this.shelf = shelf;
        this.log = log;
    }

    static String path(UUID entryId) {
        return "/shelf/" + entryId + "/history";
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/shelf/{id}/history").get(this::list),
                Resource.page("/shelf/{id}/history/{progress}").get(this::show).post(this::change));
    }

    private void list(Exchange exchange) {
        UUID reader = exchange.caller().id();
        EntryView entry = shelf.entry(reader, exchange.pathId("id"));
        UUID read = read(exchange.query("read"));
        String list = "history " + entry.id() + " " + read;
        Part<ReadingProgress> part = log.list(reader, entry.id(), read, exchange.cursor(list), LINES_PER_PAGE);
        String next = exchange.nextCursor(list, part);
        var length = Length.of(entry.book());
        Dates dates = exchange.dates();
        String older = next == null ? "" : HistoryLine.whole(entry.id(), read) + "&cursor=" + next;
        List<HistoryLine> lines = part.items().stream()
                .map(one -> HistoryLine.of(one, entry.id(), length, dates))
                .toList();
        exchange.page(new Page("shelf/history/history.jte", Map.of("entry", entry, "lines", lines, "older", older)));
    }

    private static UUID read(Optional<String> text) {
        try {
            return text.map(UUID::fromString).orElseThrow(Problem::notFound);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }

    private void show(Exchange exchange) {
        exchange.page(page(exchange, ProgressForm.of(stored(exchange), exchange.dates()), false, ""));
    }

    /** Whoever typed while something else was stored is shown both. */
    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        ReadingProgress stored = stored(exchange);
        Form sent = exchange.form();
        ProgressForm form = ProgressForm.of(sent);
        try {
            if (sent.text("remove").isPresent()) {
                log.remove(reader, stored.id(), OptionalLong.empty());
            } else {
                log.change(
                        reader,
                        stored.id(),
                        form.version(),
                        old -> form.said(
                                sent,
                                old,
                                shelf.today(exchange.caller()),
                                exchange.dates().zone()));
            }
            exchange.redirect("/shelf/" + exchange.pathId("id") + "#reads");
        } catch (Problem problem) {
            if (problem.kind() == Kind.STALE) {
                Problem conflict = conflict();
                exchange.page(page(exchange, form, true, conflict.detail()), conflict);
            } else if (MENDABLE.contains(problem.kind())) {
                exchange.page(page(exchange, form, false, problem.detail()), problem);
            } else {
                throw problem;
            }
        }
    }

    private static Problem conflict() {
        return Problem.conflict(
                "changed_meanwhile",
                "This was changed elsewhere while you were writing. What you typed and what is stored now are both"
                        + " below; save again to keep yours.");
    }

    /** What the address names, if it is the caller's and of this entry. */
    private ReadingProgress stored(Exchange exchange) {
        var placed = log.progress(exchange.caller().id(), exchange.pathId("progress"));
        if (!placed.entryId().equals(exchange.pathId("id"))) {
            throw Problem.notFound();
        }
        return placed.progress();
    }

    private Page page(Exchange exchange, ProgressForm form, boolean conflict, String error) {
        EntryView entry = shelf.entry(exchange.caller().id(), exchange.pathId("id"));
        ReadingProgress stored = stored(exchange);
        HistoryLine line = HistoryLine.of(stored, entry.id(), Length.of(entry.book()), exchange.dates());
        return new Page(
                "shelf/history/line.jte",
                Map.of(
                        "entry", entry,
                        "line", line,
                        // what is seen now is what the next attempt may replace
                        "form", conflict ? form.having(stored.version()) : form,
                        "conflict", conflict,
                        "error", error));
    }
}
