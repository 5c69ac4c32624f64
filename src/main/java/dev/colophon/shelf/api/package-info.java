/**
 * The shelf over HTTP as JSON: paths, bodies and query parameters. No rule of the shelf lives
 * here.
 */
@NullMarked
package dev.colophon.shelf.api;

import org.jspecify.annotations.NullMarked;
