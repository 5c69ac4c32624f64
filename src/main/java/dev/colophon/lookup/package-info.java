/**
 * Looks books up at providers outside, Google Books and Open Library, and keeps their answers for a
 * while. It writes nothing to the catalogue: what it finds are drafts, which a reader may put on the
 * shelf.
 */
@NullMarked
package dev.colophon.lookup;

import org.jspecify.annotations.NullMarked;
