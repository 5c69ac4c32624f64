package dev.colophon.catalogue.search;

import java.util.UUID;

/**
 * A book that is brought into the index of the search.
 *
 * @param version of the book as it is stored now
 * @param line of it, see {@link dev.colophon.text.SearchLine}
 */
public record IndexedBook(UUID id, long version, String line) {}
