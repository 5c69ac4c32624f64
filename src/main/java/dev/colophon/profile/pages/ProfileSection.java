package dev.colophon.profile.pages;

import dev.colophon.people.Person;
import dev.colophon.web.page.Page;

/**
 * A section of a reader's page that a later room hands in by {@code boot.Wiring}. It is drawn above the shelf, and only
 * for whoever may see that.
 */
@FunctionalInterface
public interface ProfileSection {
    /**
     * What the section shows; its template gets {@code view} too and writes its own heading, or nothing where there is
     * nothing to say.
     *
     * @param owner as the one who looks sees them
     */
    Page of(Person owner);
}
