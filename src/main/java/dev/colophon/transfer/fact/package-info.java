/**
 * Facts about a book and a reader in the cells of a row, as several systems write them: ISBNs, names,
 * stars, tags, reads, reviews. What only one system writes stays in its mapper.
 */
@NullMarked
package dev.colophon.transfer.fact;

import org.jspecify.annotations.NullMarked;
