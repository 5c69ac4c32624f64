/**
 * One connection and the request under way on it: what is read and written, within which time, and
 * how it ends. It knows no path and no handler.
 */
@NullMarked
package dev.colophon.server.connection;

import org.jspecify.annotations.NullMarked;
