/**
 * The zip of an export of ours on its way back: what is in it, checked without trust, and how each of its
 * rows becomes what it was. What makes the zip stands in {@code export}.
 */
@NullMarked
package dev.colophon.transfer.copy;

import org.jspecify.annotations.NullMarked;
