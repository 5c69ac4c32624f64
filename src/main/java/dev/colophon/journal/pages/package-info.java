/**
 * Notes as pages for people: the section on a book's page, one note to be changed, and all of a
 * reader's notes to be searched. Here Markdown becomes HTML. No rule of the journal lives here.
 */
@NullMarked
package dev.colophon.journal.pages;

import org.jspecify.annotations.NullMarked;
