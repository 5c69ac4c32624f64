/**
 * Notes and quotes with their attachments as an export carries them. The bytes of attachments are read
 * and written by whoever makes the export.
 */
@NullMarked
package dev.colophon.journal.copy;

import org.jspecify.annotations.NullMarked;
