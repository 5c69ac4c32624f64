/**
 * Entries of books that are merged: each follows its book, and two of one reader become one that has
 * all of both. The rules are others than those of {@code shelf.intake}: there a file only fills gaps
 * and may know less than the reader, here both sides were written by the reader and nothing may go.
 */
@NullMarked
package dev.colophon.shelf.union;

import org.jspecify.annotations.NullMarked;
