/**
 * The page about one book on a reader's shelf: what it shows and what a reader does there. No rule
 * of the shelf lives here.
 */
@NullMarked
package dev.colophon.shelf.item;

import org.jspecify.annotations.NullMarked;
