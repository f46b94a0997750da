-- Letters that come by themselves: before meetings, and when guidelines have changed.

-- Whether they are asked by email to read newer guidelines.
ALTER TABLE join_requests ADD COLUMN guidelines_letters BOOLEAN NOT NULL DEFAULT true;
-- The version of the guidelines that a letter asked them about last.
ALTER TABLE join_requests ADD COLUMN guidelines_asked TEXT;
-- Start of the meeting that they were reminded of last.
ALTER TABLE join_requests ADD COLUMN reminded_of BIGINT;
-- It is night where they are: nobody reminds them before this moment.
ALTER TABLE join_requests ADD COLUMN remind_after BIGINT;

-- Which meetings come soon, whatever the group.
CREATE INDEX meetings_by_start ON meetings (site_id, starts_at);
