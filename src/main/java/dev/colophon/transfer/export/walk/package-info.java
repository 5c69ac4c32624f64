/**
 * The way through one reader's shelf that every export takes: in the order of keys, a page at a time, so
 * that memory does not grow with what is on it. What is written of it is not known here.
 */
@NullMarked
package dev.colophon.transfer.export.walk;

import org.jspecify.annotations.NullMarked;
