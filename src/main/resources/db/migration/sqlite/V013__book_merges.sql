-- That two books were made one, with what undoing it needs.
CREATE TABLE book_merges (
    id TEXT NOT NULL PRIMARY KEY,
    kept_book_id TEXT NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    -- the one that is gone; undoing brings it back under this id
    removed_book_id TEXT NOT NULL,
    merged_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    -- the removed book and what was moved or united, as canonical JSON
    record TEXT NOT NULL,
    merged_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;

CREATE INDEX book_merges_by_book ON book_merges (kept_book_id, merged_at);
CREATE INDEX book_merges_by_time ON book_merges (merged_at, id);
CREATE INDEX book_merges_by_user ON book_merges (merged_by);
