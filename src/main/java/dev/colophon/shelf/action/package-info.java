/**
 * What a reader does with a book while reading it, live: status and reads, progress, several books
 * at once. Here an action without a day happened today.
 */
@NullMarked
package dev.colophon.shelf.action;

import org.jspecify.annotations.NullMarked;
