-- Whose data this is, wherever a backup, a restore or a move takes it. One row, made by the program.
CREATE TABLE installation (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    installation_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    -- where the data lives now, for people; nobody may serve or write what is marked so
    moved_to text,
    moved_at timestamptz,
    CHECK ((moved_to IS NULL) = (moved_at IS NULL))
);
