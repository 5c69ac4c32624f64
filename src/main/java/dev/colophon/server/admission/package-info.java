/**
 * Who is let in before any handler: framing, host, trusted proxies, rate and concurrency.
 */
@NullMarked
package dev.colophon.server.admission;

import org.jspecify.annotations.NullMarked;
