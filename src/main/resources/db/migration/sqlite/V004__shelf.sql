-- What each reader says about a book of theirs.
CREATE TABLE userbooks (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    book_id TEXT NOT NULL REFERENCES books (id),
    status TEXT NOT NULL
        CHECK (status IN ('want', 'reading', 'paused', 'read', 'dnf')),
    format TEXT
        CHECK (format IN ('paperback', 'hardcover', 'ebook', 'audiobook', 'other')),
    ownership TEXT NOT NULL
        CHECK (ownership IN ('none', 'owned', 'borrowed', 'lent', 'wishlist')),
    copies INTEGER NOT NULL CHECK (copies >= 0),
    location TEXT,
    lent_to TEXT,
    -- quarter stars
    rating INTEGER CHECK (rating BETWEEN 1 AND 20),
    review TEXT,
    review_spoiler INTEGER NOT NULL CHECK (review_spoiler IN (0, 1)),
    reviewed_at TEXT,
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
    private_note TEXT,
    added_on TEXT,
    status_changed_at TEXT NOT NULL,
    -- the names of the tags, ordered by their keys, as canonical JSON; userbook_tags holds the same
    tag_names TEXT NOT NULL,
    -- what lists are sorted by, never null: two are the book's, kept in step with it
    title_key TEXT NOT NULL,
    author_sort_key TEXT NOT NULL,
    rating_key INTEGER NOT NULL CHECK (rating_key = COALESCE(rating, 0)),
    added_key TEXT NOT NULL CHECK (added_key = COALESCE(added_on, '0001-01-01')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (user_id, book_id)
) STRICT;

CREATE INDEX userbooks_by_book ON userbooks (book_id);
CREATE INDEX userbooks_by_status ON userbooks (user_id, status, added_key, id);
CREATE INDEX userbooks_by_added ON userbooks (user_id, added_key, id);
CREATE INDEX userbooks_by_title ON userbooks (user_id, title_key, id);
CREATE INDEX userbooks_by_author ON userbooks (user_id, author_sort_key, title_key, id);
CREATE INDEX userbooks_by_rating ON userbooks (user_id, rating_key, id);
CREATE INDEX userbooks_by_updated ON userbooks (user_id, updated_at, id);

-- One reading of a book from start to end; open as long as it has no outcome.
CREATE TABLE reads (
    id TEXT NOT NULL PRIMARY KEY,
    userbook_id TEXT NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    started_on TEXT,
    finished_on TEXT,
    outcome TEXT CHECK (outcome IN ('finished', 'dnf')),
    source TEXT NOT NULL CHECK (source IN ('manual', 'import')),
    CHECK (finished_on >= started_on),
    CHECK (outcome IS NOT NULL OR finished_on IS NULL)
) STRICT;

CREATE INDEX reads_by_userbook ON reads (userbook_id, finished_on, id);
CREATE UNIQUE INDEX reads_one_open ON reads (userbook_id) WHERE outcome IS NULL;

CREATE TABLE tags (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    UNIQUE (user_id, name_key)
) STRICT;

CREATE TABLE userbook_tags (
    userbook_id TEXT NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    tag_id TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    -- place inside the tag's list, where the source knew one
    position INTEGER,
    PRIMARY KEY (userbook_id, tag_id)
) STRICT;

CREATE INDEX userbook_tags_by_tag ON userbook_tags (tag_id, userbook_id);
