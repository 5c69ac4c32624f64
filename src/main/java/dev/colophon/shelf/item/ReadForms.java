package dev.colophon.shelf.item;

import dev.colophon.database.Ids;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.shelf.pages.HowFar;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms for reading: status, progress, and each read with its days. */
final class ReadForms {
    private static final String REMOVE = "remove";

    private final Reads reads;
    private final ProgressLog log;

    ReadForms(Reads reads, ProgressLog log) {
        this.reads = reads;
        this.log = log;
    }

    /** Whoever has finished is asked what they thought. */
    void changeStatus(Exchange exchange) {
        Form form = exchange.form();
        UUID id = exchange.pathId("id");
        Status status = Choices.status(form);
        reads.changeStatus(exchange.caller().id(), id, OptionalLong.empty(), status, day(form));
        String path = path(id);
        exchange.redirect(status == Status.READ ? path + "?" + ItemPages.FINISHED : path);
    }

    private static Day day(Form form) {
        if (form.text("unknown").isPresent()) {
            return Day.UNKNOWN;
        }
        LocalDate on = FactFields.day("on", form.text("on").orElse(null));
        return on == null ? Day.TODAY : Day.on(on);
    }

    void changeProgress(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID id = exchange.pathId("id");
        Form form = exchange.form();
        UUID removed = id(form, REMOVE);
        if (removed == null) {
            log.add(reader, id, HowFar.said(form));
        } else {
            log.remove(reader, removed, OptionalLong.empty());
        }
        exchange.redirect(path(id));
    }

    /** Notes a read, changes one or removes one. */
    void changeReads(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID id = exchange.pathId("id");
        Form form = exchange.form();
        UUID removed = id(form, REMOVE);
        UUID changed = id(form, "read");
        if (removed != null) {
            reads.remove(reader, removed);
        } else if (changed != null) {
            reads.change(reader, changed, old -> read(changed, form, old.source()));
        } else {
            reads.add(reader, id, read(Ids.next(), form, Read.Source.MANUAL));
        }
        exchange.redirect(path(id) + "#reads");
    }

    private static Read read(UUID id, Form form, Read.Source source) {
        return new Read(
                id,
                FactFields.day("started_on", form.text("started_on").orElse(null)),
                FactFields.day("finished_on", form.text("finished_on").orElse(null)),
                QueryParameters.constantOrNull(form.text("outcome"), Outcome.class),
                source);
    }

    private static @Nullable UUID id(Form form, String field) {
        try {
            return form.text(field).map(UUID::fromString).orElse(null);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }

    private static String path(UUID id) {
        return ItemPages.SHELF + "/" + id;
    }
}
