package dev.colophon.shelf.item;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.item.ItemPage.Extra;
import dev.colophon.shelf.item.ItemView.Notice;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.web.Exchange;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** The forms for what a reader says of a book: rating, review, note, copy, tags. */
final class FactForms {
    private final Shelf shelf;
    private final Reads reads;
    private final ItemPage page;

    FactForms(Shelf shelf, Reads reads, ItemPage page) {
        this.shelf = shelf;
        this.reads = reads;
        this.page = page;
    }

    /** Each form of the page says some fields; the others stay. That of the rating is sent by htmx too. */
    void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID id = exchange.pathId("id");
        Form form = exchange.form();
        FactSection section = FactSection.of(form).orElse(null);
        EntryView entry;
        try {
            entry = change(reader, id, form);
        } catch (Problem problem) {
            if (section == null || problem.kind() != Kind.INVALID && problem.kind() != Kind.CONFLICT) {
                throw problem;
            }
            Map<String, String> typed = FactFields.typed(form, section);
            boolean conflict = problem.kind() == Kind.CONFLICT;
            var extra = new Extra(false, new Notice(problem.detail(), true), typed, section, conflict);
            exchange.page(page.of(exchange, id, extra), problem);
            return;
        }
        String back = form.text("back").filter(LocalPath::holds).orElse(ItemPages.SHELF);
        if (exchange.wantsFragment()) {
            exchange.page(control(entry));
        } else {
            exchange.redirect(section == null ? back : ItemPages.SHELF + "/" + id);
        }
    }

    private EntryView change(UUID reader, UUID id, Form form) {
        EntryView entry = shelf.changeFacts(reader, id, OptionalLong.empty(), old -> {
            EntryFacts changed = FactFields.apply(old, form);
            demandSeen(form, old, changed);
            return RatingField.isIn(form) ? changed.with(facts -> facts.rating = RatingField.rating(form)) : changed;
        });
        return form.fields().containsKey("status")
                ? reads.changeStatus(reader, id, OptionalLong.empty(), Choices.status(form), Day.TODAY)
                : entry;
    }

    /** Whoever typed while something else was stored is shown both. */
    private static void demandSeen(Form form, EntryFacts stored, EntryFacts changed) {
        boolean stale = FactSection.of(form)
                .filter(section -> form.text("seen").isPresent())
                .filter(section -> !section.seen(stored).equals(form.exact("seen")))
                .isPresent();
        if (stale && !changed.equals(stored)) {
            throw Problem.conflict(
                    "changed_meanwhile",
                    "This was changed elsewhere while you were writing. Your text and what is stored now are both"
                            + " below; save again to keep yours.");
        }
    }

    private static Page control(EntryView entry) {
        return new Page(
                "shelf/item/rating.jte",
                Map.of(
                        "path",
                        ItemPages.SHELF + "/" + entry.id(),
                        "rating",
                        RatingField.of(entry.facts().rating()),
                        "saved",
                        true));
    }

    /** Adds what is typed, several with commas between, or removes one. */
    void changeTags(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID id = exchange.pathId("id");
        Form form = exchange.form();
        form.text("remove").ifPresent(name -> shelf.untag(reader, id, name));
        Stream.of(form.text("add").orElse("").split(","))
                .filter(name -> !name.isBlank())
                .forEach(name -> shelf.tag(reader, id, name));
        exchange.redirect(ItemPages.SHELF + "/" + id + "#tags");
    }
}
