/**
 * Where bytes are kept under names: a folder, or a bucket of S3-compatible storage. A blob appears whole or not at all,
 * is never changed by being written again, and whoever lists sees only whole ones. What the bytes mean, how long they
 * are kept and who may see them is for the rooms that keep them here.
 */
@NullMarked
package dev.colophon.storage;

import org.jspecify.annotations.NullMarked;
