-- Whom another system knows a reader as, by which they sign in.
CREATE TABLE identities (
    -- of the provider, exactly as it names itself
    issuer text COLLATE "C" NOT NULL,
    -- tells people apart at that provider, for good
    subject text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (issuer, subject)
);

-- A reader has one at each provider.
CREATE UNIQUE INDEX identities_of_user ON identities (user_id, issuer);
