/**
 * What an archive says of itself, in JSON: its header, the layout of its tables and its manifest. How the bytes are
 * packed is {@code backup.archive}'s.
 */
@NullMarked
package dev.colophon.backup.format;

import org.jspecify.annotations.NullMarked;
