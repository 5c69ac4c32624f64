/**
 * The books that all readers share, with their authors, series and identifiers: found, added,
 * changed and matched. The exemplar of a feature room: read it before you write one. What one
 * reader thinks of a book belongs to {@code shelf}.
 */
@NullMarked
package dev.colophon.catalogue;

import org.jspecify.annotations.NullMarked;
