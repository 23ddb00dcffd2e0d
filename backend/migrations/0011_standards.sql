-- 对标自查: a branch's check of itself in one year. Its heads stand here, so that a list reads one row a branch; `turn` counts
-- its changes and gives each mark its version.
CREATE TABLE self_check (
    org_id INTEGER NOT NULL REFERENCES org (id),
    year INTEGER NOT NULL,
    field TEXT NOT NULL,
    met INTEGER NOT NULL,
    unmet INTEGER NOT NULL,
    not_applicable INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (org_id, year)
) WITHOUT ROWID

CREATE TABLE self_check_mark (
    org_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    item TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (org_id, year, item)
) WITHOUT ROWID

-- A meeting or a file by its id, or what a branch has only one of.
CREATE TABLE self_check_evidence (
    org_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    item TEXT NOT NULL,
    seat INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target_id INTEGER,
    PRIMARY KEY (org_id, year, item, seat)
) WITHOUT ROWID

CREATE INDEX self_check_evidence_target ON self_check_evidence (target_id)

CREATE INDEX IF NOT EXISTS file_account ON file (account_id, id)
