/**
 * What admins see of the instance: its readers and what each has stored, invitations, the audit log and what runs in
 * the background. Nothing here shows what a reader has written or who reads what.
 */
@NullMarked
package dev.colophon.admin;

import org.jspecify.annotations.NullMarked;
