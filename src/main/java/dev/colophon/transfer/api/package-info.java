/**
 * Imports at the API: files come in, jobs and what became of their rows go out. What an import does
 * is decided in the package above.
 */
@NullMarked
package dev.colophon.transfer.api;

import org.jspecify.annotations.NullMarked;
