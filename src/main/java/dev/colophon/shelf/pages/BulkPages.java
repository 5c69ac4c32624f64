package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.action.Bulk;
import dev.colophon.shelf.action.Bulk.Outcome;
import dev.colophon.shelf.action.Bulk.Result;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Changing several books that were selected in a list. */
public final class BulkPages implements Routes {
    private final Bulk bulk;

    public BulkPages(Bulk bulk) {
        this.bulk = bulk;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page("/shelf/bulk").post(this::change));
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Form form = exchange.form();
        String back = form.text("back").filter(LocalPath::holds).orElse("/shelf");
        List<UUID> ids = ids(form);
        if (form.exact("act").equals("remove") && form.text("sure").isEmpty() && !ids.isEmpty()) {
            exchange.page(page(back, ids, List.of(), ""));
            return;
        }
        Texts texts = exchange.dates().texts();
        try {
            List<String> refused = change(reader, ids, form).stream()
                    .filter(outcome -> outcome.outcome() == Result.REFUSED)
                    .map(outcome -> String.valueOf(outcome.detail()))
                    .distinct()
                    .toList();
            if (refused.isEmpty()) {
                exchange.redirect(back);
            } else {
                exchange.page(page(back, List.of(), refused, texts.text("shelf.bulk.not_all")));
            }
        } catch (Problem problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            exchange.page(page(back, List.of(), List.of(), texts.sentence(problem.detail())), problem);
        }
    }

    private List<Outcome> change(UUID reader, List<UUID> ids, Form form) {
        return switch (form.exact("act")) {
            case "status" -> bulk.changeStatus(reader, ids, Choices.status(form), Day.TODAY);
            case "tag" -> bulk.tag(reader, ids, form.text("tag").orElse(""));
            case "untag" -> bulk.untag(reader, ids, form.text("tag").orElse(""));
            case "format" ->
                bulk.changeFormat(reader, ids, QueryParameters.constantOrNull(form.text("format"), Format.class));
            case "remove" -> bulk.remove(reader, ids);
            default -> throw Problem.invalid("act", "unknown", "Choose what to do with the books.");
        };
    }

    private static List<UUID> ids(Form form) {
        try {
            return form.fields().getOrDefault("id", List.of()).stream()
                    .map(UUID::fromString)
                    .toList();
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }

    /**
     * Asks whether books are to go, or tells what could not be done.
     *
     * @param ids what is to be removed; empty when nothing is asked
     */
    private static Page page(String back, List<UUID> ids, List<String> refused, String notice) {
        return new Page(
                "shelf/pages/bulked.jte", Map.of("back", back, "ids", ids, "refused", refused, "notice", notice));
    }
}
