/**
 * The shelf as pages for people: forms, labels and what the templates are given. No rule of the
 * shelf lives here.
 */
@NullMarked
package dev.colophon.shelf.pages;

import org.jspecify.annotations.NullMarked;
