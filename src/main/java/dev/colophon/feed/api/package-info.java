/** Journals and the feed, for programs. What may be seen is decided in the package above. */
@NullMarked
package dev.colophon.feed.api;

import org.jspecify.annotations.NullMarked;
