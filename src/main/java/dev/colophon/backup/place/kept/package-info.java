/**
 * Data that a restore has put aside, as an undo and a person see it.
 */
@NullMarked
package dev.colophon.backup.place.kept;

import org.jspecify.annotations.NullMarked;
