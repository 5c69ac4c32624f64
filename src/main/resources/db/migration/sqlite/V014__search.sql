-- The index of the search. It is made from books by the program, which also fills it (see SearchUpkeep), and is in no
-- backup. The tokens are the program's own, so that both databases find the same.

-- Which version of each book is in the index. A program of an older release leaves it behind.
CREATE TABLE book_search (
    -- of the tokens; named, for VACUUM numbers the rows of books anew
    row_id INTEGER NOT NULL PRIMARY KEY,
    book_id TEXT NOT NULL UNIQUE REFERENCES books (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE book_search_tokens USING fts5 (
    tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
