/**
 * Everything that holds for any connection, whatever is asked: the two listeners, serving the static
 * files, and the graceful stop. Below it, {@code connection} has deadlines and the sockets, {@code
 * request} what every request goes through, {@code admission} who is let in. The room knows no
 * feature and no JSON.
 */
@NullMarked
package dev.colophon.server;

import org.jspecify.annotations.NullMarked;
