-- Staff answer requests in the console, and can stop the letters that go with it.

-- Whose letter it is: id of the staff member who caused it; NULL for letters of the program's own.
ALTER TABLE outbox ADD COLUMN sender_id TEXT;
-- What was sent together is stopped together: an id of chance.
ALTER TABLE outbox ADD COLUMN batch TEXT;

CREATE INDEX outbox_by_batch ON outbox (site_id, batch);

-- Since when staff wait for the answer to a question; NULL while they do not.
ALTER TABLE join_requests ADD COLUMN asked_at BIGINT;
-- What they asked last, sealed JSON.
ALTER TABLE join_requests ADD COLUMN question BLOB;

-- The group whose guidelines were acknowledged, where the request has moved to another since.
ALTER TABLE acknowledgements ADD COLUMN former_group TEXT;

-- The queue of a whole site.
CREATE INDEX join_requests_by_site_state ON join_requests (site_id, state, state_since);
