package dev.colophon.shelf.home;

import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;

/**
 * A section of the home page that is handed in by {@code boot.Wiring}, by a later room or this one. Sections are drawn
 * below what is being read, in the order in which they were handed in.
 */
@FunctionalInterface
public interface HomeSection {
    /**
     * What the section shows a reader; its template gets {@code view} too and writes its own heading, or nothing where
     * there is nothing to say.
     *
     * @param dates the reader's
     */
    Page of(Caller reader, Dates dates);
}
