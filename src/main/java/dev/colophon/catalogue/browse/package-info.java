/**
 * The catalogue by its authors and series, and where else the web knows a book. Nothing is changed
 * here, and what one reader has of it belongs to {@code shelf}.
 */
@NullMarked
package dev.colophon.catalogue.browse;

import org.jspecify.annotations.NullMarked;
