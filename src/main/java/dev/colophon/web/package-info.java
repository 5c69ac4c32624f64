/**
 * HTTP for features: routes, JSON in and out, problems as answers (the only place with failure
 * statuses), paging cursors, who is calling, CORS, CSRF, security headers and the page layout. What
 * holds for every connection, whatever is asked, lives in {@code server}.
 */
@NullMarked
package dev.colophon.web;

import org.jspecify.annotations.NullMarked;
