/**
 * Tables in files as people have them: which kind it is, its encoding, its lines and cells. It
 * knows no system that wrote them.
 */
@NullMarked
package dev.colophon.transfer.file;

import org.jspecify.annotations.NullMarked;
