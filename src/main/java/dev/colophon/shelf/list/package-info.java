/**
 * Lists of a shelf: what is filtered, how they are sorted, the statements that page through them.
 * Nothing is changed here.
 */
@NullMarked
package dev.colophon.shelf.list;

import org.jspecify.annotations.NullMarked;
