/**
 * The bytes of an archive: a POSIX tar in a fixed order that {@code tar}, {@code zstd} and {@code sha256sum} can open
 * without this program. {@code FORMAT} names the format and the header's hash, {@code header.json} says what it is,
 * {@code data/<nnn>-<table>/<cccccc>.tsv.zst} are rows, {@code manifest.json} lists all of that with hashes, and
 * {@code TRAILER} has the hash of the manifest. {@code blobs/<folder>/<sha256>} are files of readers, as they are.
 * Reading believes nothing: any byte that writing would not have put there is a fault, and no name from an archive
 * becomes a path. What a row means is {@code backup.codec}'s; encryption is {@code backup.encryption}'s.
 */
@NullMarked
package dev.colophon.backup.archive;

import org.jspecify.annotations.NullMarked;
