/**
 * What single cells mean, whatever system wrote them: bindings, titles with their series, dates, names, reviews.
 * Text comes in and a value goes out; files, columns and rows are not known here.
 */
@NullMarked
package dev.colophon.transfer.cell;

import org.jspecify.annotations.NullMarked;
