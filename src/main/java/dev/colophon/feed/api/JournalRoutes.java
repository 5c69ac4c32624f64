package dev.colophon.feed.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.feed.Journal;
import dev.colophon.feed.JournalEntry;
import dev.colophon.feed.Remark;
import dev.colophon.json.MergePatch;
import dev.colophon.people.People;
import dev.colophon.people.Person;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;

/** The caller's journal at {@code /api/v1/journal}, those of others as far as the caller may see, and the feed. */
public final class JournalRoutes implements Routes {
    private static final String PATH = "/api/v1/journal";

    private final People people;
    private final Journal journal;

    public JournalRoutes(People people, Journal journal) {
        this.people = people;
        this.journal = journal;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).needs(Scope.JOURNAL_READ).get(this::own).query("cursor", "limit"),
                Resource.at(PATH + "/{id}")
                        .needs(Scope.JOURNAL_READ, Scope.JOURNAL_WRITE)
                        .get(this::show)
                        .patch(this::change)
                        .delete(this::remove),
                Resource.at("/api/v1/users/{name}/journal")
                        .needs(Scope.PEOPLE_READ)
                        .get(this::ofPerson)
                        .query("cursor", "limit"),
                Resource.at("/api/v1/feed")
                        .needs(Scope.PEOPLE_READ)
                        .get(this::feed)
                        .query("cursor", "limit"));
    }

    private void own(Exchange exchange) {
        UUID reader = exchange.caller().id();
        exchange.reply("journal", journal.own(reader, exchange.cursor("journal"), exchange.limit()));
    }

    private void show(Exchange exchange) {
        answer(exchange, journal.entry(exchange.caller().id(), exchange.pathId("id")));
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode patch = exchange.bodyTree();
        answer(
                exchange,
                journal.change(
                        reader,
                        exchange.pathId("id"),
                        exchange.ifMatch(),
                        remark -> MergePatch.apply(remark, patch, Remark.class)));
    }

    private static void answer(Exchange exchange, JournalEntry entry) {
        exchange.version(entry.version());
        exchange.reply(entry);
    }

    private void remove(Exchange exchange) {
        journal.remove(exchange.caller().id(), exchange.pathId("id"), exchange.ifMatch());
        exchange.done();
    }

    private void ofPerson(Exchange exchange) {
        Person owner = people.person(exchange.caller().id(), exchange.path("name"));
        String list = "journal of " + owner.id();
        exchange.reply(list, journal.ofPerson(owner, exchange.cursor(list), exchange.limit()));
    }

    private void feed(Exchange exchange) {
        UUID reader = exchange.caller().id();
        exchange.reply("feed", journal.feed(reader, exchange.cursor("feed"), exchange.limit()));
    }
}
