/**
 * Imports in a browser: a file is sent, and what became of its rows is shown while a job goes on.
 * What an import does is decided in the package above.
 */
@NullMarked
package dev.colophon.transfer.pages;

import org.jspecify.annotations.NullMarked;
