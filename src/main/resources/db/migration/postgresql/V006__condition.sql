-- How the reader's own copy of a book looks.
ALTER TABLE userbooks ADD COLUMN condition text;
