/** Statistics in a browser: bars that the server draws, and the same numbers as tables. */
@NullMarked
package dev.colophon.statistics.pages;

import org.jspecify.annotations.NullMarked;
