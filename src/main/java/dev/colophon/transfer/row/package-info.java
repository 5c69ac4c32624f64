/**
 * Rows of exports, whatever system wrote them: cells by column, what several systems write alike
 * (ISBNs, stars, tags, reads), and the seam between a system and an import: a {@link
 * dev.colophon.transfer.row.RowMapper} makes of a row a {@link dev.colophon.transfer.row.Mapping}.
 * What the columns of a system mean is not known here.
 */
@NullMarked
package dev.colophon.transfer.row;

import org.jspecify.annotations.NullMarked;
