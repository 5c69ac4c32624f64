-- How a reader wants dates and times; null is what the browser asks for, and the zone of the server.
ALTER TABLE users ADD COLUMN locale text COLLATE "C";
ALTER TABLE users ADD COLUMN time_zone text COLLATE "C";
