-- What each reader says about a book of theirs.
CREATE TABLE userbooks (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    book_id uuid NOT NULL REFERENCES books (id),
    status text COLLATE "C" NOT NULL
        CHECK (status IN ('want', 'reading', 'paused', 'read', 'dnf')),
    format text COLLATE "C"
        CHECK (format IN ('paperback', 'hardcover', 'ebook', 'audiobook', 'other')),
    ownership text COLLATE "C" NOT NULL
        CHECK (ownership IN ('none', 'owned', 'borrowed', 'lent', 'wishlist')),
    copies bigint NOT NULL CHECK (copies >= 0),
    location text,
    lent_to text,
    -- quarter stars
    rating bigint CHECK (rating BETWEEN 1 AND 20),
    review text,
    review_spoiler boolean NOT NULL,
    reviewed_at timestamptz,
    favourite boolean NOT NULL,
    private_note text,
    added_on date,
    status_changed_at timestamptz NOT NULL,
    -- the names of the tags, ordered by their keys, as canonical JSON; userbook_tags holds the same
    tag_names text NOT NULL,
    -- what lists are sorted by, never null: two are the book's, kept in step with it
    title_key text COLLATE "C" NOT NULL,
    author_sort_key text COLLATE "C" NOT NULL,
    rating_key bigint NOT NULL CHECK (rating_key = COALESCE(rating, 0)),
    added_key date NOT NULL CHECK (added_key = COALESCE(added_on, '0001-01-01')),
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (user_id, book_id)
);

CREATE INDEX userbooks_by_book ON userbooks (book_id);
CREATE INDEX userbooks_by_status ON userbooks (user_id, status, added_key, id);
CREATE INDEX userbooks_by_added ON userbooks (user_id, added_key, id);
CREATE INDEX userbooks_by_title ON userbooks (user_id, title_key, id);
CREATE INDEX userbooks_by_author ON userbooks (user_id, author_sort_key, title_key, id);
CREATE INDEX userbooks_by_rating ON userbooks (user_id, rating_key, id);
CREATE INDEX userbooks_by_updated ON userbooks (user_id, updated_at, id);

-- One reading of a book from start to end; open as long as it has no outcome.
CREATE TABLE reads (
    id uuid NOT NULL PRIMARY KEY,
    userbook_id uuid NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    started_on date,
    finished_on date,
    outcome text COLLATE "C" CHECK (outcome IN ('finished', 'dnf')),
    source text COLLATE "C" NOT NULL CHECK (source IN ('manual', 'import')),
    CHECK (finished_on >= started_on),
    CHECK (outcome IS NOT NULL OR finished_on IS NULL)
);

CREATE INDEX reads_by_userbook ON reads (userbook_id, finished_on, id);
CREATE UNIQUE INDEX reads_one_open ON reads (userbook_id) WHERE outcome IS NULL;

CREATE TABLE tags (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    UNIQUE (user_id, name_key)
);

CREATE TABLE userbook_tags (
    userbook_id uuid NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    tag_id uuid NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    -- place inside the tag's list, where the source knew one
    position bigint,
    PRIMARY KEY (userbook_id, tag_id)
);

CREATE INDEX userbook_tags_by_tag ON userbook_tags (tag_id, userbook_id);
