-- Whom another system knows a reader as, by which they sign in.
CREATE TABLE identities (
    -- of the provider, exactly as it names itself
    issuer TEXT NOT NULL,
    -- tells people apart at that provider, for good
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    PRIMARY KEY (issuer, subject)
) STRICT;

-- A reader has one at each provider.
CREATE UNIQUE INDEX identities_of_user ON identities (user_id, issuer);
