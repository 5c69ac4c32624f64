/**
 * What single cells of a Goodreads export mean: bindings, titles with their series, dates, reviews.
 * Text comes in and a value goes out; files, columns and rows are not known here.
 */
@NullMarked
package dev.colophon.transfer.goodreads.cell;

import org.jspecify.annotations.NullMarked;
