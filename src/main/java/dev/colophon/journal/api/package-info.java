/**
 * Notes over HTTP as JSON: paths, bodies and query parameters. No rule of the journal lives here.
 */
@NullMarked
package dev.colophon.journal.api;

import org.jspecify.annotations.NullMarked;
