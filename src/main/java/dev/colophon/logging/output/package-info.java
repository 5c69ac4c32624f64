/** How finished lines leave the process on stdout: when, in how many calls, and what a failed one costs. */
@NullMarked
package dev.colophon.logging.output;

import org.jspecify.annotations.NullMarked;
