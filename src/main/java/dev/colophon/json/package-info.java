/**
 * The one JSON mapper: it reads strictly (no unknown or doubled names, no coercion, bounded depth,
 * no NUL and no lone surrogate in text) and writes canonically. Not for other formats.
 */
@NullMarked
package dev.colophon.json;

import org.jspecify.annotations.NullMarked;
