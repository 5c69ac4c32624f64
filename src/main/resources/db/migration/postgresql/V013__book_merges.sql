-- That two books were made one, with what undoing it needs. It stays when the book that was kept is
-- merged into another one or removed later.
CREATE TABLE book_merges (
    id uuid NOT NULL PRIMARY KEY,
    kept_book_id uuid NOT NULL,
    -- the one that is gone; undoing brings it back under this id
    removed_book_id uuid NOT NULL,
    merged_by uuid REFERENCES users (id) ON DELETE SET NULL,
    -- both books as they were, as canonical JSON
    record text NOT NULL,
    merged_at timestamptz NOT NULL,
    undone_at timestamptz
);

CREATE INDEX book_merges_by_time ON book_merges (merged_at, id);
CREATE INDEX book_merges_by_user ON book_merges (merged_by);

-- The entries that followed a book. They go with their reader, for they hold the reader's texts.
CREATE TABLE merged_entries (
    merge_id uuid NOT NULL REFERENCES book_merges (id) ON DELETE CASCADE,
    -- of the book that is gone
    userbook_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- both entries as they were when they became one, as canonical JSON; null when this one alone moved
    record text,
    PRIMARY KEY (merge_id, userbook_id)
);

CREATE INDEX merged_entries_by_user ON merged_entries (user_id);
