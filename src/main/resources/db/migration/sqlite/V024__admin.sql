-- What admins need: a quota of one's own, links for new passwords, invitations, and a log of who did what.
ALTER TABLE users ADD COLUMN quota_bytes INTEGER CHECK (quota_bytes >= 0);

-- so that the last one is found among a hundred thousand readers
CREATE INDEX users_admins ON users (id) WHERE role = 'admin';

-- A link by which a reader sets a new password, once.
CREATE TABLE password_resets (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 of the token, hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the token, hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    -- for whoever made it; may be empty
    note TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'admin')),
    max_uses INTEGER NOT NULL CHECK (max_uses >= 1),
    uses INTEGER NOT NULL CHECK (uses >= 0 AND uses <= max_uses),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

-- Rows are added and expire. No foreign key: an entry outlives the account, without its name.
CREATE TABLE audit_log (
    id TEXT NOT NULL PRIMARY KEY,
    happened_at TEXT NOT NULL,
    action TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('reader', 'admin', 'command')),
    actor_id TEXT,
    -- as it was then
    actor_name TEXT,
    subject_id TEXT,
    subject_name TEXT,
    -- such as the role or the quota from then on; may be empty
    detail TEXT NOT NULL,
    request_id TEXT
) STRICT;

CREATE INDEX audit_log_of_subject ON audit_log (subject_id, id);
CREATE INDEX audit_log_of_actor ON audit_log (actor_id, id);
CREATE INDEX audit_log_of_action ON audit_log (action, id);
CREATE INDEX audit_log_happened_at ON audit_log (happened_at);
