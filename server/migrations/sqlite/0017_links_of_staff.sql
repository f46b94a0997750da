-- A link in a letter to one of the staff opens for as long as they may work in the request's group.

-- Who that is; NULL for a link of a member, and for one to an address that the site or the group names.
ALTER TABLE tokens ADD COLUMN staff_id TEXT;
