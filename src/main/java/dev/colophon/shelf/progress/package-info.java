/**
 * How far a reader has come in a read: positions, what they are of a book's length, and their rows.
 * It knows neither entries nor statuses; what follows from progress for them is decided by {@code
 * shelf.action}.
 */
@NullMarked
package dev.colophon.shelf.progress;

import org.jspecify.annotations.NullMarked;
