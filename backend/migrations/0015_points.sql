-- Points go to the branch that the member belonged to when the deed was done. A reversal counts for the time of the deed it
-- undoes (`at`), and was entered later.
-- sqlite
DROP TRIGGER ledger_stays

-- postgres
DROP TRIGGER ledger_stays ON ledger

ALTER TABLE ledger ADD COLUMN org_id INTEGER NOT NULL DEFAULT 0

ALTER TABLE ledger ADD COLUMN entered_at INTEGER NOT NULL DEFAULT 0

UPDATE ledger SET entered_at = at, org_id = COALESCE((SELECT m.org_id FROM member m WHERE m.id = ledger.member_id), 0)

-- sqlite
CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

-- postgres
CREATE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse_change()

-- A member's entries by time, with what their sums are made of: sums never touch the rows.
DROP INDEX ledger_at

CREATE INDEX ledger_at ON ledger (member_id, at, id, kind, points)

-- Everybody's entries by time, likewise: what a night reads is one range.
CREATE INDEX ledger_night ON ledger (at, member_id, org_id, kind, points)

-- How far the months are settled: with all entries up to the last millisecond of a day. `late` says that one came in since for
-- a day that was settled, `done` that the month's sums are whole.
CREATE TABLE points_settled (
    month INTEGER PRIMARY KEY,
    through TEXT NOT NULL,
    late INTEGER NOT NULL,
    done INTEGER NOT NULL
)

-- The nights that were settled, each with how often: whoever keeps something of a night knows by it that it is another one.
CREATE TABLE points_night (
    day TEXT PRIMARY KEY,
    settled_at INTEGER NOT NULL,
    runs INTEGER NOT NULL
)

-- Sums of members by span: 202611 for a month, 202600 for a year, which is the sum of its months.
CREATE TABLE points_member (
    span INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    education INTEGER NOT NULL,
    vanguard INTEGER NOT NULL,
    PRIMARY KEY (span, member_id)
) WITHOUT ROWID

-- Likewise of organisations: what was earned in a branch, and above it the sum of all below.
CREATE TABLE points_org (
    span INTEGER NOT NULL,
    org_id INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    education INTEGER NOT NULL,
    vanguard INTEGER NOT NULL,
    PRIMARY KEY (span, org_id)
) WITHOUT ROWID

-- Yearly sheets that were asked for as files: of a branch, or of one member.
CREATE TABLE points_export (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    org_id INTEGER NOT NULL,
    member_id INTEGER,
    form TEXT NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL
)

CREATE INDEX points_export_at ON points_export (at)
