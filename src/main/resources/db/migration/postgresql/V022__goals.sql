-- What readers mean to read in a year, and the links by which they show a year to anybody.
CREATE TABLE goals (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    year bigint NOT NULL CHECK (year BETWEEN 1900 AND 2999),
    metric text COLLATE "C" NOT NULL CHECK (metric IN ('books', 'pages', 'minutes')),
    target bigint NOT NULL CHECK (target BETWEEN 1 AND 10000000),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, year, metric)
);

CREATE TABLE share_links (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    year bigint NOT NULL CHECK (year BETWEEN 1 AND 9999),
    -- what the link's secret is made from, with a key that is not in the database
    id uuid NOT NULL,
    -- SHA-256 of the secret, in hexadecimal
    token_hash text COLLATE "C" NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, year)
);
