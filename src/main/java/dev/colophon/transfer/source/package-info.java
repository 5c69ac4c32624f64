/**
 * Which system wrote a file, and the whole of a file as rows to import: the order of its days, rows
 * about the same book. What the columns of a system mean is known to its mapper.
 */
@NullMarked
package dev.colophon.transfer.source;

import org.jspecify.annotations.NullMarked;
