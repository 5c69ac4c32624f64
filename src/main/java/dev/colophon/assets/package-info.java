/**
 * The static files: read from the class path, given names that contain a hash of their content,
 * compressed beside, collected into STATIC_ROOT and looked up by name. Knows headers and codings
 * but no server, so that every rule can be tested without one.
 */
@NullMarked
package dev.colophon.assets;

import org.jspecify.annotations.NullMarked;
