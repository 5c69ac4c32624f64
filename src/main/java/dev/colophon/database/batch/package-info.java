/**
 * Reads of many callers at once in one query. It is for rows that are asked for one by one, by key and by many;
 * it keeps nothing, so nobody is shown what was true before they asked. Lists and writes do not belong here.
 */
@NullMarked
package dev.colophon.database.batch;

import org.jspecify.annotations.NullMarked;
