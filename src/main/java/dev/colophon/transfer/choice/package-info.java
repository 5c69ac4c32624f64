/**
 * Shelves of a file whose status is not known, and what their reader says that they mean. How a shelf is known by its
 * name stands in {@code cell}, what a row says otherwise in its mapper.
 */
@NullMarked
package dev.colophon.transfer.choice;

import org.jspecify.annotations.NullMarked;
