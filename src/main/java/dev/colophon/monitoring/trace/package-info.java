/**
 * Traces by OTLP: a span for each request on the main port and, below it, one for each statement it runs. Spans have
 * names that the program itself gives, of routes and of statements, and nothing of what was asked, stored or answered.
 */
@NullMarked
package dev.colophon.monitoring.trace;

import org.jspecify.annotations.NullMarked;
