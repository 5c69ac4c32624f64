/** Journals and the feed in a browser, and as a feed for programs that read such. */
@NullMarked
package dev.colophon.feed.pages;

import org.jspecify.annotations.NullMarked;
