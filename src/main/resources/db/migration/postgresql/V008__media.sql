-- Bytes that readers and providers gave. Each is stored, under the name that its SHA-256 makes, before a row names it.
CREATE TABLE blobs (
    -- such as pictures/<sha256> or notes/<sha256>
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    media_type text COLLATE "C" NOT NULL,
    -- or when it was last given again: what nothing refers to is swept some time after this
    stored_at timestamptz NOT NULL
);

CREATE INDEX blobs_by_time ON blobs (stored_at, name);

-- A picture in the two sizes that pages show.
CREATE TABLE pictures (
    id uuid NOT NULL PRIMARY KEY,
    large text COLLATE "C" NOT NULL REFERENCES blobs (name),
    small text COLLATE "C" NOT NULL REFERENCES blobs (name),
    -- of the large one, in pixels
    width bigint NOT NULL CHECK (width > 0),
    height bigint NOT NULL CHECK (height > 0),
    -- who gave it: a reader, or a provider of look-ups
    source text COLLATE "C" NOT NULL CHECK (source IN ('upload', 'google_books', 'open_library')),
    created_at timestamptz NOT NULL
);

CREATE INDEX pictures_by_large ON pictures (large);
CREATE INDEX pictures_by_small ON pictures (small);

ALTER TABLE books ADD COLUMN cover_id uuid REFERENCES pictures (id);
ALTER TABLE users ADD COLUMN picture_id uuid REFERENCES pictures (id);
CREATE INDEX books_by_cover ON books (cover_id);
CREATE INDEX users_by_picture ON users (picture_id);
