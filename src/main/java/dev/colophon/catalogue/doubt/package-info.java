/**
 * Whether it is sure which book is meant. A number in another system or an ISBN finds a book, but it may have been
 * mistyped or given to two books; here is told when a person had better be asked. What is found at all, and how, is
 * decided in {@link dev.colophon.catalogue.BookMatch}.
 */
@NullMarked
package dev.colophon.catalogue.doubt;

import org.jspecify.annotations.NullMarked;
