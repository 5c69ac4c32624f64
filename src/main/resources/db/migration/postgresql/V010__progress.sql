-- How far a reader had come in a read, and when.
CREATE TABLE progress (
    id uuid NOT NULL PRIMARY KEY,
    read_id uuid NOT NULL REFERENCES reads (id) ON DELETE CASCADE,
    unit text COLLATE "C" NOT NULL CHECK (unit IN ('page', 'percent', 'minute')),
    amount bigint NOT NULL CHECK (amount >= 0),
    reached_at timestamptz NOT NULL,
    CHECK (unit <> 'percent' OR amount <= 100)
);

CREATE INDEX progress_by_read ON progress (read_id, reached_at, id);
