/**
 * People: accounts, passwords, access tokens, the own profile and the pages for signing in. Other
 * rooms meet a person only as {@link dev.colophon.web.session.Caller}.
 */
@NullMarked
package dev.colophon.account;

import org.jspecify.annotations.NullMarked;
