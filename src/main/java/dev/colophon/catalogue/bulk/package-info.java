/**
 * Adds many books to the catalogue in a few statements, for imports. It takes what is surely not there yet; which book
 * a draft means otherwise is decided one by one, in {@link dev.colophon.catalogue.BookMatch}.
 */
@NullMarked
package dev.colophon.catalogue.bulk;

import org.jspecify.annotations.NullMarked;
