package dev.colophon.profile.api;

import dev.colophon.people.People;
import dev.colophon.people.Person;
import dev.colophon.profile.Profiles;
import dev.colophon.shelf.Status;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;

/** The shelf of a reader at {@code /api/v1/users/{name}/library}, as far as the caller may see it. */
public final class ProfileRoutes implements Routes {
    private static final String PATH = "/api/v1/users/{name}/library";

    private final People people;
    private final Profiles profiles;

    public ProfileRoutes(People people, Profiles profiles) {
        this.people = people;
        this.profiles = profiles;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).needs(Scope.PEOPLE_READ).get(this::shelf).query("status", "cursor", "limit"),
                Resource.at(PATH + "/{id}").needs(Scope.PEOPLE_READ).get(this::entry),
                Resource.at(PATH + "/{id}/notes")
                        .needs(Scope.PEOPLE_READ)
                        .get(this::notes)
                        .query("cursor", "limit"));
    }

    private void shelf(Exchange exchange) {
        Person owner = owner(exchange);
        Status status = QueryParameters.constant(exchange, "status", Status.class);
        String list = "shelf of " + owner.id() + " " + status;
        exchange.reply(list, profiles.shelf(owner, status, exchange.cursor(list), exchange.limit()));
    }

    private void entry(Exchange exchange) {
        exchange.reply(profiles.entry(owner(exchange), exchange.pathId("id")));
    }

    private void notes(Exchange exchange) {
        Person owner = owner(exchange);
        UUID id = exchange.pathId("id");
        String list = "notes-of " + owner.id() + " " + id;
        exchange.reply(list, profiles.notes(owner, id, exchange.cursor(list), exchange.limit()));
    }

    private Person owner(Exchange exchange) {
        return people.person(exchange.caller().id(), exchange.path("name"));
    }
}
