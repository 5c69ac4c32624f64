-- People with an account.
CREATE TABLE users (
    id uuid NOT NULL PRIMARY KEY,
    username text NOT NULL,
    -- keys are made by the program, so that both databases fold case alike
    username_key text COLLATE "C" NOT NULL UNIQUE,
    email text,
    email_key text COLLATE "C" UNIQUE,
    password_hash text NOT NULL,
    display_name text NOT NULL,
    role text COLLATE "C" NOT NULL CHECK (role IN ('user', 'admin')),
    visibility text COLLATE "C" NOT NULL CHECK (visibility IN ('public', 'followers', 'private')),
    -- raised to make every token of the account worthless
    token_epoch bigint NOT NULL CHECK (token_epoch >= 0),
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((email IS NULL) = (email_key IS NULL))
);

-- Tokens that were signed out before their time; a row may go once its token has expired.
CREATE TABLE revoked_tokens (
    jti uuid NOT NULL PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

CREATE INDEX revoked_tokens_expires_at ON revoked_tokens (expires_at);
