-- Books whose title and first author another book has too. They are made from books by the program, which also fills
-- this (see Twins), and are in no backup. Without it a list of them would have to look at every book.
CREATE TABLE book_twins (
    book_id TEXT NOT NULL PRIMARY KEY REFERENCES books (id) ON DELETE CASCADE,
    -- those of the book when it was found
    title_key TEXT NOT NULL,
    author_key TEXT NOT NULL
) STRICT;

CREATE INDEX book_twins_by_title ON book_twins (title_key, author_key, book_id);
