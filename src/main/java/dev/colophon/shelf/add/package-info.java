/**
 * The page that puts a book on the shelf: found in the catalogue or outside, or typed. What is known
 * outside belongs to {@code lookup}.
 */
@NullMarked
package dev.colophon.shelf.add;

import org.jspecify.annotations.NullMarked;
