-- People with an account.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    -- keys are made by the program, so that both databases fold case alike
    username_key TEXT NOT NULL UNIQUE,
    email TEXT,
    email_key TEXT UNIQUE,
    password_hash TEXT NOT NULL,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'admin')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'followers', 'private')),
    -- raised to make every token of the account worthless
    token_epoch INTEGER NOT NULL CHECK (token_epoch >= 0),
    disabled_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((email IS NULL) = (email_key IS NULL))
) STRICT;

-- Tokens that were signed out before their time; a row may go once its token has expired.
CREATE TABLE revoked_tokens (
    jti TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX revoked_tokens_expires_at ON revoked_tokens (expires_at);
