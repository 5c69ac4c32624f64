/** Readers among each other, in a browser. What may be done and seen is decided in the package above. */
@NullMarked
package dev.colophon.people.pages;

import org.jspecify.annotations.NullMarked;
