package dev.colophon.shelf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Ids;
import dev.colophon.json.MergePatch;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.Reads;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reads of the caller's own books. */
public final class ReadRoutes implements Routes {
    private final Shelf shelf;
    private final Reads reads;

    public ReadRoutes(Shelf shelf, Reads reads) {
        this.shelf = shelf;
        this.reads = reads;
    }

    /** A read as callers send it; without an outcome it is open. */
    private record ReadBody(
            @Nullable LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable Outcome outcome) {

        static ReadBody of(Read read) {
            return new ReadBody(read.startedOn(), read.finishedOn(), read.outcome());
        }

        Read toRead(UUID id, Read.Source source) {
            return new Read(id, startedOn, finishedOn, outcome, source);
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(ShelfRoutes.PATH + "/{id}/reads")
                        .needs(Scope.LIBRARY_READ, Scope.LIBRARY_WRITE)
                        .get(this::list)
                        .post(this::add),
                Resource.at("/api/v1/reads/{id}")
                        .needs(Scope.LIBRARY_WRITE)
                        .patch(this::change)
                        .delete(this::remove));
    }

    private void list(Exchange exchange) {
        EntryView entry = shelf.entry(exchange.caller().id(), exchange.pathId("id"));
        exchange.reply("reads", Part.whole(entry.reads()));
    }

    private void add(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Read read = exchange.body(ReadBody.class).toRead(Ids.next(), Read.Source.MANUAL);
        Read added = reads.add(reader, exchange.pathId("id"), read);
        exchange.created("/api/v1/reads/" + added.id(), added);
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode patch = exchange.bodyTree();
        exchange.reply(reads.change(
                reader,
                exchange.pathId("id"),
                read -> MergePatch.apply(ReadBody.of(read), patch, ReadBody.class)
                        .toRead(read.id(), read.source())));
    }

    private void remove(Exchange exchange) {
        reads.remove(exchange.caller().id(), exchange.pathId("id"));
        exchange.done();
    }
}
