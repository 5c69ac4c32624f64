/**
 * Who changed what of whose account, and when. Each room below writes its entry in the transaction of what it tells;
 * entries are never changed, but lose a name when its account is removed.
 */
@NullMarked
package dev.colophon.account.audit;

import org.jspecify.annotations.NullMarked;
