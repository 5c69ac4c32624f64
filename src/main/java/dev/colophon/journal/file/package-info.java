/**
 * What an attachment is, told by its bytes and not by its name: the types that are taken, and whether
 * a file of one is whole. Nothing here is decoded or stored.
 */
@NullMarked
package dev.colophon.journal.file;

import org.jspecify.annotations.NullMarked;
