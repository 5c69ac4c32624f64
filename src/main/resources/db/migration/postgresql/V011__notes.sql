-- What a reader wrote down about a book on their shelf, or copied out of it.
CREATE TABLE notes (
    id uuid NOT NULL PRIMARY KEY,
    userbook_id uuid NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    -- the entry's reader, for lists over all books
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('note', 'quote')),
    -- Markdown
    body text NOT NULL,
    -- where in the book, as the reader says it, such as 210 or chapter 3
    position text,
    visibility text COLLATE "C" NOT NULL CHECK (visibility IN ('inherit', 'public', 'followers', 'private')),
    -- the body, folded for searching
    search_key text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX notes_by_userbook ON notes (userbook_id, created_at, id);
CREATE INDEX notes_by_user ON notes (user_id, created_at, id);

CREATE TABLE attachments (
    id uuid NOT NULL PRIMARY KEY,
    note_id uuid NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blob_name text COLLATE "C" NOT NULL REFERENCES blobs (name),
    file_name text NOT NULL,
    media_type text COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    created_at timestamptz NOT NULL
);

CREATE INDEX attachments_by_note ON attachments (note_id, created_at, id);
-- for the reader's quota
CREATE INDEX attachments_by_user ON attachments (user_id, size_bytes);
CREATE INDEX attachments_by_blob ON attachments (blob_name);
