/** Covers of books: who may give or remove one, at the API and by a form. Pictures themselves are in the room media. */
@NullMarked
package dev.colophon.catalogue.cover;

import org.jspecify.annotations.NullMarked;
