package dev.colophon.feed.pages;

import dev.colophon.feed.Event;
import dev.colophon.feed.Journal;
import dev.colophon.people.People;
import dev.colophon.people.Person;
import dev.colophon.problem.Problem;
import dev.colophon.text.Hash;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.Download;
import dev.colophon.web.page.Dates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The journal of a reader for programs that read feeds. These have no account: they get what somebody without one sees
 * on the page, and nothing where the operator shows them none.
 */
public final class AtomPage implements Routes {
    private static final int SHOWN = 50;

    private final People people;
    private final Journal journal;
    private final boolean publicProfiles;

    /**
     * @param publicProfiles whether people without an account see anybody
     */
    public AtomPage(People people, Journal journal, boolean publicProfiles) {
        this.people = people;
        this.journal = journal;
        this.publicProfiles = publicProfiles;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page("/@{name}/journal.atom").get(this::show));
    }

    private void show(Exchange exchange) throws IOException {
        if (!publicProfiles) {
            throw Problem.notFound();
        }
        Person owner = people.person(null, exchange.path("name"));
        // of one zone, so that whoever has the bytes of a language gets them once
        var dates = new Dates(exchange.dates().locale(), ZoneOffset.UTC);
        List<Event> events = journal.ofPerson(owner, List.of(), SHOWN).items();
        byte[] feed = AtomFeed.of(owner, events, dates);
        // kept, but asked for again each time: the next hour it may be private
        exchange.header("Cache-Control", "no-cache");
        exchange.download(new Download(
                owner.username() + ".atom",
                "application/atom+xml;charset=utf-8",
                feed.length,
                Optional.of(Hash.hexadecimal(feed)),
                new ByteArrayInputStream(feed)));
    }
}
