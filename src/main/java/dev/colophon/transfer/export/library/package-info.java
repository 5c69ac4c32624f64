/**
 * The zip that loses nothing: lines of JSON of everything that one reader has, the files beside them, and
 * what explains them. Its bytes depend on what is in it and on nothing else.
 */
@NullMarked
package dev.colophon.transfer.export.library;

import org.jspecify.annotations.NullMarked;
