package dev.colophon.profile;

import static dev.colophon.shelf.ShelfApi.made;

import dev.colophon.catalogue.Readers;
import dev.colophon.journal.Notes;
import dev.colophon.journal.api.NoteRoutes;
import dev.colophon.people.People;
import dev.colophon.people.api.PeopleRoutes;
import dev.colophon.people.pages.PeoplePages;
import dev.colophon.profile.api.ProfileRoutes;
import dev.colophon.profile.pages.ProfilePages;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Readers and their profiles on a server; it is March 2026. */
public final class ProfileApi implements AutoCloseable {
    public static final String USERS = "/api/v1/users/";
    public static final String ME = "/api/v1/me/";

    private final TestDatabase lent;
    public final People people;
    public final TestServer server;

    public ProfileApi(TestDatabase lent) {
        this(lent, false);
    }

    public ProfileApi(TestDatabase lent, boolean publicProfiles) {
        this.lent = lent;
        Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
        Shelf shelf = new Shelf(lent.database(), clock, List.of());
        Profiles profiles = new Profiles(lent.database());
        people = new People(lent.database(), clock);
        server = TestServer.of(
                new ShelfRoutes(shelf, new ShelfList(lent.database()), new Reads(shelf)),
                new NoteRoutes(new Notes(lent.database(), clock, shelf, List.of())),
                new PeopleRoutes(people),
                new PeoplePages(people),
                new ProfileRoutes(people, profiles),
                new ProfilePages(people, profiles, clock, List.of(), publicProfiles));
    }

    /** A new reader whose shelf is for those. */
    public TestClient reader(String name, String audience) {
        TestClient client = server.as(Readers.add(lent, name));
        show(name, audience);
        return client;
    }

    public TestClient admin(String name) {
        return server.as(Readers.add(lent, name, true));
    }

    public void show(String name, String audience) {
        lent.run("UPDATE users SET visibility = '" + audience + "' WHERE username_key = '" + name + "'");
    }

    /** The id of a new entry. */
    public String entry(TestClient reader, String title, Object... fieldsAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("book", Map.of("title", title));
        for (int index = 0; index < fieldsAndValues.length; index += 2) {
            body.put((String) fieldsAndValues[index], fieldsAndValues[index + 1]);
        }
        return made(reader.post("/api/v1/library", body));
    }

    /** The id of a new note on an entry. */
    public String note(TestClient reader, String entry, String body, String visibility) {
        return made(reader.post("/api/v1/library/" + entry + "/notes", Map.of("body", body, "visibility", visibility)));
    }

    @Override
    public void close() {
        server.close();
    }
}
