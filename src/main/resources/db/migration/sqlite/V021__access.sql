-- Access tokens that readers made for programs. Only a hash of each is kept.
CREATE TABLE access_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- how the token begins, which tells its reader the one from the other
    prefix TEXT NOT NULL,
    -- SHA-256 of the token, hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    -- what it is good for, with spaces between
    scopes TEXT NOT NULL,
    expires_at TEXT,
    -- put down once in a while
    last_used_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX access_tokens_of_user ON access_tokens (user_id, id);

-- Where readers are signed in, for them to see. Whether a token is good is not told by these rows.
CREATE TABLE sessions (
    -- the jti of the token
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- of the reader when it began; a session of an earlier one has ended
    token_epoch INTEGER NOT NULL,
    -- made of its User-Agent; empty when nothing is known
    device TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- put down once in a while
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX sessions_of_user ON sessions (user_id, id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- The app of a reader that makes one-time codes.
CREATE TABLE second_factors (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- sealed with a key of SECRET_KEY
    secret TEXT NOT NULL,
    -- it counts for nothing before its reader has shown a code of it
    confirmed_at TEXT,
    -- of the code that was accepted last, which is good once
    last_step INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- For whoever has lost the app; used up when it is deleted.
CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256, hexadecimal
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
) STRICT;
