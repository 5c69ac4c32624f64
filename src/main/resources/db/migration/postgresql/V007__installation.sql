-- Whose data this is, wherever a backup, a restore or a move takes it. One row, made by the program.
CREATE TABLE installation (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    installation_id uuid NOT NULL,
    created_at timestamptz NOT NULL
);

-- Where the data lives now, for people; nobody may serve or write what is marked so. It belongs to this database and not
-- to its data, and is in no backup.
ALTER TABLE schema_state ADD COLUMN moved_to text;
ALTER TABLE schema_state ADD COLUMN moved_at timestamptz;
