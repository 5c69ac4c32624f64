/**
 * Asking a provider over HTTP without trusting it: only its own hosts, bounded in bytes and time, at
 * its pace, and not at all while it fails. What an answer says of books is read elsewhere.
 */
@NullMarked
package dev.colophon.lookup.http;

import org.jspecify.annotations.NullMarked;
