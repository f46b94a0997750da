-- A member has another email address.

-- The new one, sealed JSON, until it is proved to be theirs; NULL where there is none.
ALTER TABLE join_requests ADD COLUMN new_contact BLOB;
