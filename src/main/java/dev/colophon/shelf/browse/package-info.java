/**
 * Pages of authors, series and single books of the catalogue, with the reader's own standing on
 * each book and the way to put what is missing on the shelf. The page of a book that is on it is
 * {@code shelf.item}.
 */
@NullMarked
package dev.colophon.shelf.browse;

import org.jspecify.annotations.NullMarked;
