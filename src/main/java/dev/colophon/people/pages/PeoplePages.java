package dev.colophon.people.pages;

import dev.colophon.people.People;
import dev.colophon.people.PeopleList;
import dev.colophon.people.Person;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finding readers, the own lists of them, and what a press of a button does to one. */
public final class PeoplePages implements Routes {
    private static final String PATH = "/people";
    private static final int SHOWN = 50;

    private final People people;

    public PeoplePages(People people) {
        this.people = people;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(this::show),
                Resource.page(PATH + "/{name}").post(this::change));
    }

    /** What a button asks for. */
    private enum Action {
        FOLLOW,
        UNFOLLOW,
        ACCEPT,
        DECLINE,
        REMOVE,
        BLOCK,
        UNBLOCK
    }

    private void show(Exchange exchange) {
        UUID reader = exchange.caller().id();
        String words = Objects.requireNonNullElse(QueryParameters.text(exchange, "q"), "");
        PeopleList list = Optional.ofNullable(QueryParameters.constantOrNull(exchange.query("list"), PeopleList.class))
                .orElse(PeopleList.FOLLOWING);
        boolean searched = !words.isEmpty();
        String name = searched ? "readers " + words : "people " + list;
        List<String> after = exchange.cursor(name);
        Part<Person> part =
                searched ? people.search(reader, words, after, SHOWN) : people.list(list, reader, after, SHOWN);
        String path = PATH
                + (searched
                        ? "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)
                        : "?list=" + PersonCard.wire(list));
        String next = exchange.nextCursor(name, part);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("cards", part.items().stream().map(PersonCard::of).toList());
        parameters.put("words", words);
        parameters.put("list", list);
        parameters.put("requests", people.requests(reader));
        parameters.put("back", path);
        parameters.put("nextHref", next == null ? "" : path + "&cursor=" + next);
        exchange.page(new Page("people/pages/people.jte", parameters));
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        String name = exchange.path("name");
        Action action = QueryParameters.constantOrNull(exchange.form().text("action"), Action.class);
        if (action == null) {
            throw Problem.invalid("action", "unknown", "The form does not say what to do.");
        }
        switch (action) {
            case FOLLOW -> people.follow(reader, name);
            case UNFOLLOW -> people.unfollow(reader, name);
            case ACCEPT -> people.accept(reader, name);
            case DECLINE -> people.decline(reader, name);
            case REMOVE -> people.removeFollower(reader, name);
            case BLOCK -> people.block(reader, name);
            case UNBLOCK -> people.unblock(reader, name);
        }
        String back = exchange.form().text("back").filter(LocalPath::holds).orElse(PATH);
        exchange.redirect(action == Action.BLOCK ? PATH + "?list=blocked" : back);
    }
}
