/**
 * What Goodreads exports and how its rows are meant: a file is opened as a {@link
 * dev.colophon.transfer.goodreads.GoodreadsExport}, each of its rows becomes a {@link
 * dev.colophon.transfer.goodreads.Mapping}. Exports of other systems are recognised and refused.
 * Nothing is stored here.
 */
@NullMarked
package dev.colophon.transfer.goodreads;

import org.jspecify.annotations.NullMarked;
