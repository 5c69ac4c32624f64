/**
 * What every request of both listeners goes through, whatever it asks for: its id, who the client
 * is, the framing guard, the headers of its answer, log and metrics; and the answers of the server
 * itself. It turns nobody away for what they ask, or how often.
 */
@NullMarked
package dev.colophon.server.request;

import org.jspecify.annotations.NullMarked;
