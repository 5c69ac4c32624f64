-- The index of the search. It is made from books by the program, which also fills it (see SearchUpkeep), and is in no
-- backup. No extension is needed: the tokens hold the ends of words too, so that the middle of one is found.

-- Which version of each book is in the index. A program of an older release leaves it behind.
CREATE TABLE book_search (
    book_id uuid NOT NULL PRIMARY KEY REFERENCES books (id) ON DELETE CASCADE,
    version bigint NOT NULL
);

CREATE TABLE book_search_tokens (
    book_id uuid NOT NULL PRIMARY KEY REFERENCES books (id) ON DELETE CASCADE,
    tokens tsvector NOT NULL
);

-- without a pending list: emptying it made one insert in thousands take a second
CREATE INDEX book_search_by_token ON book_search_tokens USING gin (tokens) WITH (fastupdate = off);
