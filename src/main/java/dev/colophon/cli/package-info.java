/**
 * The command line: {@code Main} and one class per verb. A verb parses its arguments, calls a room
 * and prints; what it prints for people goes to stdout, what went wrong to stderr. No rule of the
 * product lives here.
 */
@NullMarked
package dev.colophon.cli;

import org.jspecify.annotations.NullMarked;
