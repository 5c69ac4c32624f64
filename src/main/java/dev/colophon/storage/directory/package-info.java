/**
 * Blobs as files of a folder, made so that a reader, a crash and a loss of power see a blob whole or not at all. It
 * takes any folder and looks at no network: a share that is mounted is a folder like any other.
 */
@NullMarked
package dev.colophon.storage.directory;

import org.jspecify.annotations.NullMarked;
