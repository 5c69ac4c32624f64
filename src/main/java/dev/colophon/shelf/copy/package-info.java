/**
 * Entries of a shelf as an export carries them, with everything that hangs on them in this room: reads,
 * tags and progress. Not for what other systems know of an entry, which is the business of {@code intake}.
 */
@NullMarked
package dev.colophon.shelf.copy;

import org.jspecify.annotations.NullMarked;
