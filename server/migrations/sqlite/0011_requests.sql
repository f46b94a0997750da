-- Staff answer requests in the console, and can stop the letters that go with it.

-- Whose letter it is: id of the staff member who caused it; NULL for letters of the program's own.
ALTER TABLE outbox ADD COLUMN sender_id TEXT;
-- What was sent together is stopped together: an id of chance.
ALTER TABLE outbox ADD COLUMN batch TEXT;

CREATE INDEX outbox_by_batch ON outbox (site_id, batch);
