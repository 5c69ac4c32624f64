/**
 * HTTP for features: routes, JSON in and out, lists in parts, CORS. Below it, {@code body} reads what
 * is sent, {@code session} knows who is calling, {@code page} draws pages and {@code answer} makes
 * problems into answers (the only place with failure statuses). What holds for every connection,
 * whatever is asked, lives in {@code server}.
 */
@NullMarked
package dev.colophon.web;

import org.jspecify.annotations.NullMarked;
