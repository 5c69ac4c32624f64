/**
 * Books that are known by their ISBN alone, as a list of ISBNs leaves them, until somebody or something knows their
 * title. Who finds it out is not known here.
 */
@NullMarked
package dev.colophon.catalogue.numbered;

import org.jspecify.annotations.NullMarked;
