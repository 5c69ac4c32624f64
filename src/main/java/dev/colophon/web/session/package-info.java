/**
 * Who calls a page and how that is remembered: cookie, form token, signatures. Accounts are not
 * known here.
 */
@NullMarked
package dev.colophon.web.session;

import org.jspecify.annotations.NullMarked;
