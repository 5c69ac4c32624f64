/** Statistics for programs. */
@NullMarked
package dev.colophon.statistics.api;

import org.jspecify.annotations.NullMarked;
