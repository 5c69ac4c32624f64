/**
 * Everything that holds for any connection, whatever is asked: the two listeners, deadlines,
 * framing, size limits, host check, trusted proxies, request id, access log, rate and concurrency
 * limits, serving the static files, and the graceful stop. It knows no feature and no JSON.
 */
@NullMarked
package dev.colophon.server;

import org.jspecify.annotations.NullMarked;
