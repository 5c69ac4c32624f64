-- Whose data this is, wherever a backup, a restore or a move takes it. One row, made by the program.
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    installation_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- where the data lives now, for people; nobody may serve or write what is marked so
    moved_to TEXT,
    moved_at TEXT,
    CHECK ((moved_to IS NULL) = (moved_at IS NULL))
) STRICT;
