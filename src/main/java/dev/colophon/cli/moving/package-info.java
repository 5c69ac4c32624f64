/**
 * The verbs that put data in the place of other data, or rehearse it: restore, undo, drill, move; and the comparison of
 * two databases. Each asks before it changes anything, or wants to be told --yes.
 */
@NullMarked
package dev.colophon.cli.moving;

import org.jspecify.annotations.NullMarked;
