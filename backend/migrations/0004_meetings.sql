-- Who has a vote, as it was when the people were set.
ALTER TABLE attendee ADD COLUMN class TEXT NOT NULL DEFAULT 'full'

-- Told beforehand of a life meeting; the formal notice comes later.
ALTER TABLE attendee ADD COLUMN pre_told_at INTEGER

ALTER TABLE meeting ADD COLUMN group_id INTEGER

ALTER TABLE meeting ADD COLUMN group_name TEXT

ALTER TABLE meeting ADD COLUMN motions TEXT NOT NULL DEFAULT '[]'

-- What the quorum engine said when the record was handed in, with the version of its rules.
ALTER TABLE meeting ADD COLUMN quorum TEXT

ALTER TABLE meeting ADD COLUMN ballot_closed INTEGER NOT NULL DEFAULT 0

-- The deadline for which the platform has reminded, and how long before it: an edit that moves the deadline begins anew.
ALTER TABLE meeting ADD COLUMN auto_reminded INTEGER NOT NULL DEFAULT 0

-- Answers that are still open, by their deadline: what the reminders look through.
CREATE INDEX meeting_deadline ON meeting (answer_deadline) WHERE step = 'answer'

ALTER TABLE review_round ADD COLUMN step TEXT NOT NULL DEFAULT 'review'

-- Outlines (one a member), materials and after-meeting work (the branch's: member_id is 0).
CREATE TABLE meeting_paper (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    part TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    excused INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (meeting_id, part, member_id)
) WITHOUT ROWID

CREATE TABLE meeting_paper_file (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    part TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (meeting_id, part, member_id, seat)
) WITHOUT ROWID

CREATE INDEX meeting_paper_file_file ON meeting_paper_file (file_id)

-- Mutual votes are counts; no row says who gave which.
CREATE TABLE appraisal (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    own_grade TEXT,
    own_text TEXT NOT NULL,
    excellent INTEGER NOT NULL,
    qualified INTEGER NOT NULL,
    basic INTEGER NOT NULL,
    unqualified INTEGER NOT NULL,
    grade TEXT,
    opinion TEXT NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) WITHOUT ROWID

-- Who has voted; neither when nor what.
CREATE TABLE appraisal_voter (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) WITHOUT ROWID

-- Handing in and deciding are noted by the step they completed.
UPDATE meeting_event SET act = 'submit_for_review' WHERE act = 'submit' AND meeting_id IN (SELECT id FROM meeting WHERE kind IN ('general_meeting', 'committee_meeting'))

UPDATE meeting_event SET act = 'file' WHERE act = 'submit'

UPDATE meeting_event SET act = 'review' WHERE act = 'approve'
