/**
 * Finding books by words: the index that both databases keep in their own way (PostgreSQL's full
 * text, SQLite's FTS5) over tokens that the program makes, and the search that gives the same on
 * both. Which words count is {@link dev.colophon.text.SearchLine}'s affair; what is shown of a book
 * is the catalogue's, which is why a search gives ids.
 */
@NullMarked
package dev.colophon.catalogue.search;

import org.jspecify.annotations.NullMarked;
