/**
 * Reading an archive only to see whether it is whole, as deep as asked: level 1 is every byte and every hash, level 2
 * every row with its types and keys. What an archive would be as a database, level 3, is restored and compared
 * elsewhere.
 */
@NullMarked
package dev.colophon.backup.check;

import org.jspecify.annotations.NullMarked;
