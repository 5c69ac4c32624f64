/** Files that are nearly JSON, made JSON while they are read. */
@NullMarked
package dev.colophon.transfer.file.parted;

import org.jspecify.annotations.NullMarked;
