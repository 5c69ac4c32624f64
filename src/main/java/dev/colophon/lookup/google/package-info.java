/** Google Books: how it is asked and how its volumes are read. */
@NullMarked
package dev.colophon.lookup.google;

import org.jspecify.annotations.NullMarked;
