/**
 * Files that readers and providers of look-ups gave. Bytes are stored once, under the name that their hash makes, in a
 * folder or in S3-compatible storage; a row tells of each, and what no row of another table refers to is swept a day
 * later. Who may see a file, and what it is attached to, is for the rooms that refer to it; only pictures, which are
 * covers and faces, have their own rules here.
 */
@NullMarked
package dev.colophon.media;

import org.jspecify.annotations.NullMarked;
