/**
 * What a provider of book data is to the rest of the program: what it can be asked, what it finds,
 * how it fails, and how its values are brought into the form of a draft. It speaks no HTTP.
 */
@NullMarked
package dev.colophon.lookup.port;

import org.jspecify.annotations.NullMarked;
