package dev.colophon.shelf.pages;

import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.pages.ShelfViews.Row;
import dev.colophon.web.Exchange;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.LocalPath;
import java.util.OptionalLong;
import java.util.UUID;

/** The controls in the rows of a list: each sends a status, a rating or progress, and nothing else changes. */
final class QuickChange {
    private static final String AMOUNT = "amount";

    private final Shelf shelf;
    private final Reads reads;
    private final ProgressLog log;

    QuickChange(Shelf shelf, Reads reads, ProgressLog log) {
        this.shelf = shelf;
        this.reads = reads;
        this.log = log;
    }

    void change(Exchange exchange) {
        Form form = exchange.form();
        UUID id = exchange.pathId("id");
        EntryView entry = change(exchange.caller().id(), id, form);
        String back = form.text("back").filter(LocalPath::holds).orElse("/shelf");
        if (exchange.wantsFragment()) {
            exchange.header("HX-Retarget", "#entry-" + id);
            var row = new Row(
                    form.fields().containsKey(AMOUNT) ? "far" : "menu",
                    exchange.query("card").isPresent());
            exchange.page(ShelfViews.row(entry, row, exchange.dates(), shelf.today(exchange.caller())));
            return;
        }
        String place = back + "#entry-" + id;
        exchange.redirect(LocalPath.holds(place) ? place : back);
    }

    private EntryView change(UUID reader, UUID id, Form form) {
        if (form.fields().containsKey("rating")) {
            Rating rating = RatingChoices.of(form.text("rating").orElse(""));
            return shelf.changeFacts(reader, id, OptionalLong.empty(), old -> old.with(facts -> facts.rating = rating));
        }
        if (form.fields().containsKey(AMOUNT)) {
            log.add(reader, id, HowFar.said(form));
            return shelf.entry(reader, id);
        }
        return reads.changeStatus(reader, id, OptionalLong.empty(), Choices.status(form), Day.TODAY);
    }
}
