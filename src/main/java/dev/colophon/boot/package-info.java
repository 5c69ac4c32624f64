/**
 * The start sequence, the wiring of all rooms by hand, the one scheduler and the running instance.
 * Read {@link dev.colophon.boot.Start} first. Nothing here knows the command line: verbs call it.
 */
@NullMarked
package dev.colophon.boot;

import org.jspecify.annotations.NullMarked;
