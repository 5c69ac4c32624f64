package dev.colophon.shelf.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an author or a series shows.
 *
 * @param back where a form on the page returns to
 * @param nextHref the next page, if there is one
 * @param firstHref back to the first page, when this is a later one
 */
record BrowseView(
        String kind,
        String name,
        List<BookLine> books,
        String back,
        @Nullable String nextHref,
        @Nullable String firstHref) {}
