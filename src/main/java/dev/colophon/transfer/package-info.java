/**
 * Import jobs. A file is read completely and checked before anything is stored; its rows become the
 * items of a job, which a worker puts on the reader's shelf through {@link
 * dev.colophon.shelf.intake.Intake}. How a file is read stands in {@code file}, whose it is in {@code
 * source}, what its rows mean in {@code row} and in a mapper for each system; what a shelf may hold
 * is decided in {@code shelf}.
 */
@NullMarked
package dev.colophon.transfer;

import org.jspecify.annotations.NullMarked;
