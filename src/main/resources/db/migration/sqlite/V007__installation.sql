-- Whose data this is, wherever a backup, a restore or a move takes it. One row, made by the program.
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    installation_id TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- Where the data lives now, for people; nobody may serve or write what is marked so. It belongs to this database and not
-- to its data, and is in no backup.
ALTER TABLE schema_state ADD COLUMN moved_to TEXT;
ALTER TABLE schema_state ADD COLUMN moved_at TEXT;
