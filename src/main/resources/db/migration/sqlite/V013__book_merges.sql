-- That two books were made one, with what undoing it needs. It stays when the book that was kept is
-- merged into another one or removed later.
CREATE TABLE book_merges (
    id TEXT NOT NULL PRIMARY KEY,
    kept_book_id TEXT NOT NULL,
    -- the one that is gone; undoing brings it back under this id
    removed_book_id TEXT NOT NULL,
    merged_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    -- both books as they were, as canonical JSON
    record TEXT NOT NULL,
    merged_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;

CREATE INDEX book_merges_by_time ON book_merges (merged_at, id);
CREATE INDEX book_merges_by_user ON book_merges (merged_by);

-- The entries that followed a book. They go with their reader, for they hold the reader's texts.
CREATE TABLE merged_entries (
    merge_id TEXT NOT NULL REFERENCES book_merges (id) ON DELETE CASCADE,
    -- of the book that is gone
    userbook_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- both entries as they were when they became one, as canonical JSON; null when this one alone moved
    record TEXT,
    PRIMARY KEY (merge_id, userbook_id)
) STRICT;

CREATE INDEX merged_entries_by_user ON merged_entries (user_id);
