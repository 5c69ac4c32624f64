/** What belongs together in the wiring and is too much for its one page; as plain as the rest of it. */
@NullMarked
package dev.colophon.boot.feature;

import org.jspecify.annotations.NullMarked;
