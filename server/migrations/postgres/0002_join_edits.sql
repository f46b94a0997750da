-- Join details that staff wrote over those of a feed, sealed; NULL where the feed's stand.
ALTER TABLE groups ADD COLUMN join_edits BYTEA;
