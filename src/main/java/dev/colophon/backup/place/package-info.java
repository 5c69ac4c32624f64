/**
 * Where a restore builds, and how what it built takes the live data's place: alone with the database, at once and
 * without losing either. What is loaded, and whether it is right, is for others.
 */
@NullMarked
package dev.colophon.backup.place;

import org.jspecify.annotations.NullMarked;
