/**
 * What a client sends: forms, uploads and JSON bodies, read strictly and within limits.
 */
@NullMarked
package dev.colophon.web.body;

import org.jspecify.annotations.NullMarked;
