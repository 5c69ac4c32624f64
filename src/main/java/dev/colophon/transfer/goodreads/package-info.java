/**
 * What Goodreads exports and how its rows are meant. Files are opened and other systems told apart
 * in {@code source}; nothing is stored here.
 */
@NullMarked
package dev.colophon.transfer.goodreads;

import org.jspecify.annotations.NullMarked;
