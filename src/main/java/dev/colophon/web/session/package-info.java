/**
 * Who is calling and how that is remembered: tokens, cookies, form tokens, signatures. Accounts are
 * not known here.
 */
@NullMarked
package dev.colophon.web.session;

import org.jspecify.annotations.NullMarked;
