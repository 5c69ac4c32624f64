/**
 * What many callers ask for at once, done together: rows read by their keys in one query, small writes in one
 * transaction. Nothing is kept, so nobody is shown what was true before they asked. Lists do not belong here, nor
 * writes that hold rows or decide by what they read.
 */
@NullMarked
package dev.colophon.database.batch;

import org.jspecify.annotations.NullMarked;
