/**
 * Rows that wait for an answer: which book each may mean, what its reader answers, and what was answered of the same
 * row before. When a row waits is decided in {@link dev.colophon.catalogue.doubt.Doubt}.
 */
@NullMarked
package dev.colophon.transfer.review;

import org.jspecify.annotations.NullMarked;
