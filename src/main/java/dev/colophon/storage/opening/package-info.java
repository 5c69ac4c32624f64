/** Opens the store that was chosen. Who chooses, and by which setting, is for the room that keeps its blobs there. */
@NullMarked
package dev.colophon.storage.opening;

import org.jspecify.annotations.NullMarked;
