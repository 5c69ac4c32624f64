-- What providers of book data have answered, so that nobody asks twice.
CREATE TABLE lookup_answers (
    provider text COLLATE "C" NOT NULL CHECK (provider IN ('google_books', 'open_library')),
    -- what was asked, such as isbn:9780441013593 or words:dune
    request_key text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('hit', 'miss', 'error')),
    -- the drafts, as canonical JSON
    answer text,
    answered_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (provider, request_key),
    CHECK ((outcome = 'hit') = (answer IS NOT NULL))
);

CREATE INDEX lookup_answers_by_expiry ON lookup_answers (expires_at);
