/**
 * The catalogue (books, authors, series) and each reader's shelf (status, reads, rating, tags). It
 * does not know where a book came from: files of other systems are the business of {@code
 * transfer}.
 */
@NullMarked
package dev.colophon.library;

import org.jspecify.annotations.NullMarked;
