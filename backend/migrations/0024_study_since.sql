-- Since when a member is known to the learning centre: what a device brings from off line is no older, and fits into the real
-- time that was not used otherwise. When each sign-in was last heard of is no part of it: a device that had to sign in again
-- still has what it played before.
ALTER TABLE study ADD COLUMN since INTEGER NOT NULL DEFAULT 0

UPDATE study SET since = COALESCE((SELECT MIN(s.studied_at) FROM session s WHERE s.account_id = study.member_id), at)

ALTER TABLE session DROP COLUMN studied_at
