package dev.colophon.account.audit;

/** What is put down; the names are stored and stay. */
public enum AuditAction {
    ACCOUNT_MADE,
    ACCOUNT_REMOVED,
    READER_DISABLED,
    READER_ENABLED,
    ROLE_CHANGED,
    QUOTA_CHANGED,
    PASSWORD_RESET_MADE,
    PASSWORD_CHANGED,
    SECOND_FACTOR_ENROLLED,
    SECOND_FACTOR_REMOVED,
    ACCESS_TOKEN_MADE,
    ACCESS_TOKEN_REVOKED,
    INVITATION_MADE,
    INVITATION_REVOKED,
    INVITATION_USED
}
