/**
 * Archives of all that readers own: made, verified, kept, restored and moved between the two databases. It knows tables
 * only by the catalogue of the database, so that a new one needs nothing here. What a table means, who may ask for a
 * backup, and when the program runs one are for other rooms.
 */
@NullMarked
package dev.colophon.backup;

import org.jspecify.annotations.NullMarked;
