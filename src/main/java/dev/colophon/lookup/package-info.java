/**
 * Looks books up at providers outside, Google Books and Open Library, and keeps their answers for a
 * while. What it finds are drafts, which a reader may put on the shelf; the one thing that it writes to
 * the catalogue by itself are titles of books that are known by their ISBN alone.
 */
@NullMarked
package dev.colophon.lookup;

import org.jspecify.annotations.NullMarked;
