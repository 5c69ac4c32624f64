/**
 * Blobs as objects of a bucket, by Amazon's own client, which speaks to any storage of that protocol. It asks of one no
 * more than to put, get, look, list and remove, and uploads in parts; where a storage knows conditions of a request,
 * they keep two writers apart. Nothing here is loaded by a program that keeps its blobs in a folder.
 */
@NullMarked
package dev.colophon.storage.s3;

import org.jspecify.annotations.NullMarked;
