/**
 * Files of other systems. A file is read completely and checked before anything is stored; its rows
 * become the items of an import job, which a worker puts on the reader's shelf through {@link
 * dev.colophon.shelf.intake.Intake}. What a shelf may hold is decided in {@code shelf}, not here.
 */
@NullMarked
package dev.colophon.transfer;

import org.jspecify.annotations.NullMarked;
