/** The verbs for what admins do on pages: readers, invitations, the audit log and what runs in the background. */
@NullMarked
package dev.colophon.cli.admin;

import org.jspecify.annotations.NullMarked;
