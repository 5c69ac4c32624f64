/**
 * Pictures: covers of books and faces of readers. What arrives is read with limits on bytes, pixels and time, turned
 * upright, and written anew in two sizes without anything but its pixels; the original is kept only where it is one of
 * ours. Which book or reader a picture belongs to, and who may change that, is for the rooms that refer to it.
 */
@NullMarked
package dev.colophon.media.picture;

import org.jspecify.annotations.NullMarked;
