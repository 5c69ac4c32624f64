/**
 * What StoryGraph exports and how its rows are meant.
 * Files are opened and systems told apart in {@code source}.
 */
@NullMarked
package dev.colophon.transfer.storygraph;

import org.jspecify.annotations.NullMarked;
