/**
 * What puts an archive in the place of the live data, or rehearses it: restore, undo, drill and the move to another
 * database. Where it is built and how it is swapped in is {@code backup.place}'s.
 */
@NullMarked
package dev.colophon.backup.restore;

import org.jspecify.annotations.NullMarked;
