/**
 * Keeping the catalogue in order: the page that edits a book, two books that are one, and which may
 * be. Nothing happens here by itself: whatever is changed, a person chose. Who holds entries of a
 * book is told by a {@code BookListener}, for this room does not know shelves.
 */
@NullMarked
package dev.colophon.catalogue.care;

import org.jspecify.annotations.NullMarked;
