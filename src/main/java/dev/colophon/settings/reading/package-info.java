/**
 * From texts to settings: takes what is given, resolves every variable, lets every group judge its
 * own, and reports all problems at once. Knows the groups of the settings room and is handed those
 * of later rooms.
 */
@NullMarked
package dev.colophon.settings.reading;

import org.jspecify.annotations.NullMarked;
