/**
 * From the bytes of a picture to pixels and back: what it is by its content, how large it says to be, its pixels read
 * within limits, turned and made smaller, and written anew. Knows neither database nor store.
 */
@NullMarked
package dev.colophon.media.picture.pixels;

import org.jspecify.annotations.NullMarked;
