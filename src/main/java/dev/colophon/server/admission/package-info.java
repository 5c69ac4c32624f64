/**
 * Who is let in on the main listener before any handler: the right host, https, rate and
 * concurrency; the probes are answered before that. The management listener has none of it.
 */
@NullMarked
package dev.colophon.server.admission;

import org.jspecify.annotations.NullMarked;
