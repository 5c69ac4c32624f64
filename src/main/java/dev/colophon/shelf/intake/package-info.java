/**
 * What another system says of a book and a standing, merged into a shelf without losing what the
 * reader has written here.
 */
@NullMarked
package dev.colophon.shelf.intake;

import org.jspecify.annotations.NullMarked;
