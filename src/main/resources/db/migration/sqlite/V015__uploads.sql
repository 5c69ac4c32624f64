-- Who gave which bytes, for the quota of a reader. A row lives as long as the bytes; whether it counts is told by what
-- refers to them, and by the time.
CREATE TABLE uploads (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blob_name TEXT NOT NULL REFERENCES blobs (name) ON DELETE CASCADE,
    size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
    -- for the last time
    given_at TEXT NOT NULL,
    PRIMARY KEY (user_id, blob_name)
) STRICT;

CREATE INDEX uploads_by_blob ON uploads (blob_name);

-- What readers gave before: who gave a cover is not known, it counts as of whoever added the book.
INSERT INTO uploads (user_id, blob_name, size_bytes, given_at)
SELECT given.user_id, given.blob_name, MAX(given.size_bytes), MAX(given.given_at)
FROM (
    SELECT user_id, blob_name, size_bytes, created_at AS given_at FROM attachments
    UNION ALL
    SELECT users.id, blobs.name, blobs.size_bytes, pictures.created_at
    FROM users
    JOIN pictures ON pictures.id = users.picture_id
    JOIN blobs ON blobs.name IN (pictures.large, pictures.small)
    UNION ALL
    SELECT books.created_by, blobs.name, blobs.size_bytes, pictures.created_at
    FROM books
    JOIN pictures ON pictures.id = books.cover_id AND pictures.source = 'upload'
    JOIN blobs ON blobs.name IN (pictures.large, pictures.small)
    WHERE books.created_by IS NOT NULL
) AS given
GROUP BY given.user_id, given.blob_name;
