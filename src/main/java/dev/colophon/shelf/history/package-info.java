/**
 * What was noted of a reader's progress, as pages show it: its lines, all of them of one read, and
 * the form that corrects one. How progress changes an entry is decided by {@code shelf.action}.
 */
@NullMarked
package dev.colophon.shelf.history;

import org.jspecify.annotations.NullMarked;
