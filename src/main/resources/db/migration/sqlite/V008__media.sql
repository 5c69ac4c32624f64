-- Bytes that readers and providers gave. Each is stored, under the name that its SHA-256 makes, before a row names it.
CREATE TABLE blobs (
    -- such as pictures/<sha256> or notes/<sha256>
    name TEXT NOT NULL PRIMARY KEY,
    size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
    media_type TEXT NOT NULL,
    -- or when it was last given again: what nothing refers to is swept some time after this
    stored_at TEXT NOT NULL
) STRICT;

CREATE INDEX blobs_by_time ON blobs (stored_at, name);

-- A picture in the two sizes that pages show.
CREATE TABLE pictures (
    id TEXT NOT NULL PRIMARY KEY,
    large TEXT NOT NULL REFERENCES blobs (name),
    small TEXT NOT NULL REFERENCES blobs (name),
    -- of the large one, in pixels
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    -- who gave it: a reader, or a provider of look-ups
    source TEXT NOT NULL CHECK (source IN ('upload', 'google_books', 'open_library')),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX pictures_by_large ON pictures (large);
CREATE INDEX pictures_by_small ON pictures (small);

ALTER TABLE books ADD COLUMN cover_id TEXT REFERENCES pictures (id);
ALTER TABLE users ADD COLUMN picture_id TEXT REFERENCES pictures (id);
CREATE INDEX books_by_cover ON books (cover_id);
CREATE INDEX users_by_picture ON users (picture_id);
