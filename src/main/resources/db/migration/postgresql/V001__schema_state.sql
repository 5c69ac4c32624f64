-- The one row that every start reads; written again in the transaction of each migration.
CREATE TABLE schema_state (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    level bigint NOT NULL,
    -- builds that know only a lower level no longer work
    minimum_reader bigint NOT NULL,
    CHECK (minimum_reader <= level)
);

INSERT INTO schema_state (id, level, minimum_reader) VALUES (1, 1, 1);

-- A failed transactional migration leaves no other trace. No exit code: running, or killed.
CREATE TABLE migration_attempts (
    id uuid NOT NULL PRIMARY KEY,
    instance text NOT NULL,
    -- the level that the attempt wanted to reach
    level bigint NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    exit_code bigint,
    message text NOT NULL
);

-- Heartbeats: who serves, and which level it needs.
CREATE TABLE instances (
    id uuid NOT NULL PRIMARY KEY,
    release text NOT NULL,
    needed_level bigint NOT NULL,
    seen_at timestamptz NOT NULL
);
