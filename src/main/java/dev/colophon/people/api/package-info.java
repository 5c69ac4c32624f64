/** Readers among each other, for programs. What may be done and seen is decided in the package above. */
@NullMarked
package dev.colophon.people.api;

import org.jspecify.annotations.NullMarked;
