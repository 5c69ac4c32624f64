package dev.colophon.people.pages;

import dev.colophon.account.audience.Audience;
import dev.colophon.people.Person;
import dev.colophon.people.Person.Following;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reader as pages show one in a list.
 *
 * @param picture the address of it; null without one
 * @param open whether the name leads to a shelf
 * @param asked whether they are asked before somebody follows them
 */
public record PersonCard(
        String username,
        String name,
        @Nullable String picture,
        String href,
        String action,
        Following following,
        boolean followsBack,
        boolean open,
        boolean asked) {

    public static PersonCard of(Person person) {
        return new PersonCard(
                person.username(),
                person.displayName(),
                person.picture() == null ? null : "/media/pictures/" + person.picture(),
                "/@" + person.username(),
                "/people/" + person.username(),
                person.following(),
                person.followsBack(),
                person.isOpen(),
                person.visibility() != Audience.PUBLIC);
    }

    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
