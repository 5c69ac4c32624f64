/**
 * Work on import jobs that have ended: rows are taken once more, or taken back, entry by entry. What is done to an
 * entry or a note then is the business of the rooms that they belong to.
 */
@NullMarked
package dev.colophon.transfer.again;

import org.jspecify.annotations.NullMarked;
