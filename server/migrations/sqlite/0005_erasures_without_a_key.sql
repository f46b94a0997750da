-- An erasure is known by a plain hash from now on: SHA-256 of the site's id, "/" and the request's.
-- A keyed one was lost with the next key. Those from before cannot be made anew, since the ids that
-- they hash are gone; no version that wrote them was ever released.
DELETE FROM erasures;
