/** What admins do, for programs that have signed in as one; no access token may. */
@NullMarked
package dev.colophon.admin.api;

import org.jspecify.annotations.NullMarked;
