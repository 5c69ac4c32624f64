-- The one row that every start reads; written again in the transaction of each migration.
CREATE TABLE schema_state (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    level INTEGER NOT NULL,
    -- builds that know only a lower level no longer work
    minimum_reader INTEGER NOT NULL,
    CHECK (minimum_reader <= level)
) STRICT;

INSERT INTO schema_state (id, level, minimum_reader) VALUES (1, 1, 1);

-- A failed transactional migration leaves no other trace. No exit code: running, or killed.
CREATE TABLE migration_attempts (
    id TEXT NOT NULL PRIMARY KEY,
    instance TEXT NOT NULL,
    -- the level that the attempt wanted to reach
    level INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    exit_code INTEGER,
    message TEXT NOT NULL
) STRICT;

-- Heartbeats: who serves, and which level it needs.
CREATE TABLE instances (
    id TEXT NOT NULL PRIMARY KEY,
    release TEXT NOT NULL,
    needed_level INTEGER NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;
