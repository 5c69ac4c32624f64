/** Covers of books that were added from a look-up, fetched in the background. It decodes no picture. */
@NullMarked
package dev.colophon.lookup.cover;

import org.jspecify.annotations.NullMarked;
