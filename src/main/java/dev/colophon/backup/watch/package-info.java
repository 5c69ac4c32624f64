/**
 * Who is told of backups: metrics, warnings of health, and a notice to a program or an address. All of it is reckoned
 * from what lies at the target, never from a table, which a restore would set back in time.
 */
@NullMarked
package dev.colophon.backup.watch;

import org.jspecify.annotations.NullMarked;
