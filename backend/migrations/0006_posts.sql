-- What the platform does by itself: how far each job has come. A batch of its work and this row are committed together.
CREATE TABLE job (
    name TEXT PRIMARY KEY,
    done INTEGER,
    period INTEGER,
    cursor INTEGER NOT NULL,
    holder INTEGER,
    held_until INTEGER NOT NULL
)

-- 党小组: a group that is no more keeps its row, for the meetings it has held.
ALTER TABLE party_group ADD COLUMN ended_at INTEGER

-- How often a branch has divided its members; a row says that it has decided, be it for no groups at all.
CREATE TABLE group_arrangement (
    org_id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
)

-- 支委会: one committee after another; the one without a last day is in office.
CREATE TABLE committee_term (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL,
    begins TEXT,
    ends TEXT,
    over_day TEXT
)

CREATE UNIQUE INDEX committee_term_now ON committee_term (org_id) WHERE over_day IS NULL

CREATE INDEX committee_term_ends ON committee_term (ends, id) WHERE over_day IS NULL

CREATE INDEX committee_term_org ON committee_term (org_id, id)

-- Who held which post from when to when; days are empty where nobody knows them.
CREATE TABLE committee_tenure (
    term_id INTEGER NOT NULL REFERENCES committee_term (id),
    seat INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    added_id INTEGER,
    since_day TEXT,
    until_day TEXT,
    entered_at INTEGER NOT NULL,
    PRIMARY KEY (term_id, seat)
) WITHOUT ROWID

CREATE INDEX committee_tenure_member ON committee_tenure (member_id) WHERE until_day IS NULL

-- Ids are unique across tables, so that a branch's own may name its first committee.
INSERT INTO committee_term (id, org_id, begins, ends) SELECT org_id, org_id, term_begins, term_ends FROM overview
    WHERE term_begins IS NOT NULL OR term_ends IS NOT NULL
        OR EXISTS (SELECT 1 FROM committee_post p WHERE p.org_id = overview.org_id)

INSERT INTO committee_tenure (term_id, seat, member_id, name, post, since_day, entered_at)
    SELECT p.org_id, p.seat, p.member_id, m.name, p.post, t.begins, 0 FROM committee_post p
    JOIN member m ON m.id = p.member_id JOIN committee_term t ON t.id = p.org_id

ALTER TABLE overview DROP COLUMN term_begins

ALTER TABLE overview DROP COLUMN term_ends

-- Who was told of the end of a term, so many days before it.
CREATE TABLE term_notice (
    term_id INTEGER NOT NULL REFERENCES committee_term (id),
    ends TEXT NOT NULL,
    days INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (term_id, ends, days)
) WITHOUT ROWID

-- Posts beside the handbook's list: of one branch, or of all where none is named.
CREATE TABLE added_post (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    org_id INTEGER,
    at INTEGER NOT NULL
)

CREATE INDEX added_post_org ON added_post (org_id, id)

ALTER TABLE committee_post ADD COLUMN added_id INTEGER

-- A branch asks the province for a post; each time that it is handed in is a round.
CREATE TABLE post_request (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    round INTEGER NOT NULL,
    at INTEGER NOT NULL
)

CREATE INDEX post_request_org ON post_request (org_id, id)

CREATE INDEX post_request_state ON post_request (state, id)

CREATE TABLE post_request_round (
    request_id INTEGER NOT NULL REFERENCES post_request (id),
    round INTEGER NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    decision TEXT,
    reply TEXT NOT NULL,
    decided_at INTEGER,
    PRIMARY KEY (request_id, round)
) WITHOUT ROWID

-- 支部概述: its photos.
CREATE TABLE overview_photo (
    org_id INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (org_id, seat)
) WITHOUT ROWID

CREATE INDEX overview_photo_file ON overview_photo (file_id)
