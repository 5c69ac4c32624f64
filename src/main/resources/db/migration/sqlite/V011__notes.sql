-- What a reader wrote down about a book on their shelf, or copied out of it.
CREATE TABLE notes (
    id TEXT NOT NULL PRIMARY KEY,
    userbook_id TEXT NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    -- the entry's reader, for lists over all books
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'quote')),
    -- Markdown
    body TEXT NOT NULL,
    -- where in the book, as the reader says it, such as 210 or chapter 3
    position TEXT,
    visibility TEXT NOT NULL CHECK (visibility IN ('inherit', 'public', 'followers', 'private')),
    -- the body, folded for searching
    search_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX notes_by_userbook ON notes (userbook_id, created_at, id);
CREATE INDEX notes_by_user ON notes (user_id, created_at, id);

CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blob_name TEXT NOT NULL REFERENCES blobs (name),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX attachments_by_note ON attachments (note_id, created_at, id);
-- for the reader's quota
CREATE INDEX attachments_by_user ON attachments (user_id, size_bytes);
CREATE INDEX attachments_by_blob ON attachments (blob_name);
