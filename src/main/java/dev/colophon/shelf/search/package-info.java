/**
 * The page that searches the reader's shelf and the catalogue at once. How books are found is {@code
 * catalogue.search}'s affair.
 */
@NullMarked
package dev.colophon.shelf.search;

import org.jspecify.annotations.NullMarked;
