/**
 * What Goodreads exports and how its cells are meant. It maps rows and stores nothing.
 */
@NullMarked
package dev.colophon.transfer.goodreads;

import org.jspecify.annotations.NullMarked;
