/** Shelves of others, for programs. */
@NullMarked
package dev.colophon.profile.api;

import org.jspecify.annotations.NullMarked;
