package dev.colophon.people.api;

import dev.colophon.people.People;
import dev.colophon.people.PeopleList;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Readers at {@code /api/v1/users}, and the caller's lists of them at {@code /api/v1/me}. */
public final class PeopleRoutes implements Routes {
    private static final String USER = "/api/v1/users/{name}";
    private static final String ME = "/api/v1/me";

    private final People people;

    public PeopleRoutes(People people) {
        this.people = people;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/users")
                        .needs(Scope.PEOPLE_READ)
                        .get(this::search)
                        .query("q", "cursor", "limit"),
                Resource.at(USER).needs(Scope.PEOPLE_READ).get(this::show),
                Resource.at(USER + "/follow")
                        .needs(Scope.PEOPLE_WRITE)
                        .put(this::follow)
                        .delete(this::unfollow),
                list("/following", PeopleList.FOLLOWING),
                list("/asked", PeopleList.ASKED),
                list("/followers", PeopleList.FOLLOWERS),
                Resource.at(ME + "/followers/{name}").needs(Scope.PEOPLE_WRITE).delete(this::removeFollower),
                list("/follow-requests", PeopleList.REQUESTS),
                Resource.at(ME + "/follow-requests/{name}")
                        .needs(Scope.PEOPLE_WRITE)
                        .put(this::accept)
                        .delete(this::decline),
                list("/blocks", PeopleList.BLOCKED),
                Resource.at(ME + "/blocks/{name}")
                        .needs(Scope.PEOPLE_WRITE)
                        .put(this::block)
                        .delete(this::unblock));
    }

    private Resource list(String path, PeopleList list) {
        return Resource.at(ME + path)
                .needs(Scope.PEOPLE_READ)
                .get(exchange -> reply(exchange, list))
                .query("cursor", "limit");
    }

    private void reply(Exchange exchange, PeopleList list) {
        UUID reader = exchange.caller().id();
        String name = "people " + list;
        exchange.reply(
                name,
                people.list(list, reader, exchange.cursor(name), exchange.limit())
                        .map(PersonView::of));
    }

    private void search(Exchange exchange) {
        UUID reader = exchange.caller().id();
        String beginning = Objects.requireNonNullElse(QueryParameters.text(exchange, "q"), "");
        String list = "readers " + beginning;
        exchange.reply(
                list,
                people.search(reader, beginning, exchange.cursor(list), exchange.limit())
                        .map(PersonView::of));
    }

    private void show(Exchange exchange) {
        exchange.reply(PersonView.of(people.person(exchange.caller().id(), exchange.path("name"))));
    }

    private void follow(Exchange exchange) {
        exchange.reply(PersonView.of(people.follow(exchange.caller().id(), exchange.path("name"))));
    }

    private void unfollow(Exchange exchange) {
        people.unfollow(exchange.caller().id(), exchange.path("name"));
        exchange.done();
    }

    private void removeFollower(Exchange exchange) {
        people.removeFollower(exchange.caller().id(), exchange.path("name"));
        exchange.done();
    }

    private void accept(Exchange exchange) {
        people.accept(exchange.caller().id(), exchange.path("name"));
        exchange.done();
    }

    private void decline(Exchange exchange) {
        people.decline(exchange.caller().id(), exchange.path("name"));
        exchange.done();
    }

    private void block(Exchange exchange) {
        people.block(exchange.caller().id(), exchange.path("name"));
        exchange.done();
    }

    private void unblock(Exchange exchange) {
        people.unblock(exchange.caller().id(), exchange.path("name"));
        exchange.done();
    }
}
