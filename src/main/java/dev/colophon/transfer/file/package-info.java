/**
 * Tables in files as people have them: how one arrives, which kind it is, its encoding, its lines and
 * cells, and how our own reports are marked. What the columns mean is not known here.
 */
@NullMarked
package dev.colophon.transfer.file;

import org.jspecify.annotations.NullMarked;
