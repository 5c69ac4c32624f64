/**
 * Backups at the place where they are kept: what they are called, what is known of each without opening it, which is
 * the newest, and which may go. A backup is an archive, a sidecar in JSON that tells what was written and what was
 * verified, and perhaps a pin. Making and opening archives is not done here.
 */
@NullMarked
package dev.colophon.backup.target;

import org.jspecify.annotations.NullMarked;
