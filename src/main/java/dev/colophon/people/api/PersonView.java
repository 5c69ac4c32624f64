package dev.colophon.people.api;

import dev.colophon.account.audience.Audience;
import dev.colophon.people.Person;
import dev.colophon.people.Person.Following;
import dev.colophon.people.Reach;
import org.jspecify.annotations.Nullable;

/** A reader on the wire, as the caller may see them. */
public record PersonView(
        String username,
        String displayName,
        @Nullable String biography,
        @Nullable String picture,
        Audience visibility,
        Reach reach,
        Following following,
        boolean followsYou) {

    public static PersonView of(Person person) {
        return new PersonView(
                person.username(),
                person.displayName(),
                person.biography(),
                person.picture(),
                person.visibility(),
                person.reach(),
                person.following(),
                person.followsBack());
    }
}
