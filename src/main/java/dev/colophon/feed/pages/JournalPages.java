package dev.colophon.feed.pages;

import dev.colophon.feed.Event;
import dev.colophon.feed.FeedEntry;
import dev.colophon.feed.Journal;
import dev.colophon.feed.JournalEntry;
import dev.colophon.feed.Remark;
import dev.colophon.feed.pages.JournalLine.Edit;
import dev.colophon.people.People;
import dev.colophon.people.Person;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What those did whom the reader follows, the own journal, and those of others. */
public final class JournalPages implements Routes {
    private static final int SHOWN = 30;

    private final People people;
    private final Journal journal;
    private final InstantSource clock;
    private final boolean publicProfiles;

    /**
     * @param publicProfiles whether people without an account see the journals of those who are for everybody
     */
    public JournalPages(People people, Journal journal, InstantSource clock, boolean publicProfiles) {
        this.people = people;
        this.journal = journal;
        this.clock = clock;
        this.publicProfiles = publicProfiles;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/feed").get(this::feed),
                Resource.page("/journal").get(this::own),
                Resource.page("/journal/{id}").post(this::change),
                Resource.page("/journal/{id}/remove").post(this::remove),
                Resource.page("/@{name}/journal").get(this::ofPerson));
    }

    private void feed(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Part<FeedEntry> part = journal.feed(reader, exchange.cursor("feed"), SHOWN);
        show(
                exchange,
                "feed",
                part.items().stream()
                        .map(one -> JournalLine.of(one, exchange.dates()))
                        .toList(),
                next("/feed", exchange.nextCursor("feed", part)),
                Map.of(
                        "since",
                        clock.instant().toString(),
                        "first",
                        exchange.query("cursor").isEmpty()));
    }

    private void own(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Part<JournalEntry> part = journal.own(reader, exchange.cursor("journal"), SHOWN);
        show(
                exchange,
                "journal",
                part.items().stream()
                        .map(one -> JournalLine.of(one, exchange.dates()))
                        .toList(),
                next("/journal", exchange.nextCursor("journal", part)),
                Map.of());
    }

    /** Whoever is not signed in is asked to, unless profiles are open to everybody, and sees the beginning alone. */
    private void ofPerson(Exchange exchange) {
        Optional<Caller> viewer = publicProfiles ? exchange.callerIfAny() : Optional.of(exchange.caller());
        Person owner = people.person(viewer.map(Caller::id).orElse(null), exchange.path("name"));
        String list = "journal/" + owner.id();
        String href = "/@" + owner.username();
        List<String> after = viewer.isPresent() ? exchange.cursor(list) : List.of();
        Part<Event> part = journal.ofPerson(owner, after, SHOWN);
        show(
                exchange,
                "person",
                part.items().stream()
                        .map(one -> JournalLine.of(one, href + "/", exchange.dates()))
                        .toList(),
                next(href + "/journal", viewer.isPresent() ? exchange.nextCursor(list, part) : null),
                Map.of("name", owner.displayName(), "href", href));
    }

    private static String next(String path, @Nullable String cursor) {
        return cursor == null ? "" : path + "?cursor=" + cursor;
    }

    private static void show(
            Exchange exchange, String page, List<JournalLine> lines, String nextHref, Map<String, Object> more) {
        exchange.page(page(page, lines, nextHref, more));
    }

    private static Page page(String name, List<JournalLine> lines, String nextHref, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("lines", lines);
        parameters.put("nextHref", nextHref);
        return new Page("feed/pages/" + name + ".jte", parameters);
    }

    private void change(Exchange exchange) {
        Form form = exchange.form();
        UUID id = exchange.pathId("id");
        try {
            journal.change(
                    exchange.caller().id(),
                    id,
                    form.version(),
                    old -> new Remark(form.text("comment").orElse(""), Edit.visibility(form, old.visibility())));
            exchange.redirect("/journal#entry-" + id);
        } catch (Problem problem) {
            switch (problem.kind()) {
                case STALE -> showAgain(exchange, form, Form.changedMeanwhile());
                case INVALID -> showAgain(exchange, form, problem);
                default -> throw problem;
            }
        }
    }

    /** The entry alone, as it is stored now, with the form as it was sent. */
    private void showAgain(Exchange exchange, Form sent, Problem problem) {
        JournalEntry stored = journal.entry(exchange.caller().id(), exchange.pathId("id"));
        var line = JournalLine.of(stored, exchange.dates(), sent, problem.detail());
        exchange.page(page("journal", List.of(line), "", Map.of()), problem);
    }

    private void remove(Exchange exchange) {
        journal.remove(exchange.caller().id(), exchange.pathId("id"), OptionalLong.empty());
        exchange.redirect("/journal");
    }
}
