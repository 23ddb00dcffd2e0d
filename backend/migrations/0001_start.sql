CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
)

CREATE TABLE org (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    superior_id INTEGER,
    path TEXT NOT NULL,
    unit_category TEXT,
    prefecture TEXT NOT NULL,
    address TEXT NOT NULL,
    longitude REAL,
    latitude REAL,
    founded TEXT,
    active INTEGER NOT NULL
)

CREATE INDEX org_path ON org (path)

CREATE INDEX org_superior ON org (superior_id, code)

CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    citizen_hash TEXT NOT NULL UNIQUE,
    citizen_cipher BLOB NOT NULL,
    name TEXT NOT NULL,
    sex TEXT,
    birth TEXT,
    ethnicity TEXT NOT NULL,
    education TEXT NOT NULL,
    joined TEXT,
    class TEXT NOT NULL,
    org_id INTEGER NOT NULL REFERENCES org (id),
    phone_hash TEXT,
    phone_cipher BLOB,
    phone_mask TEXT NOT NULL,
    status TEXT NOT NULL
)

CREATE INDEX member_org ON member (org_id, status)

CREATE INDEX member_phone ON member (phone_hash)

-- An account is an organisation or a member; its id is theirs. The row appears with the first password that is set.
CREATE TABLE credential (
    account_id INTEGER PRIMARY KEY,
    password TEXT NOT NULL,
    must_change INTEGER NOT NULL
)

-- Counted by the name typed, hashed, whether or not such an account exists: guessing learns nothing.
CREATE TABLE login_failure (
    name_hash TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_failure INTEGER NOT NULL
)

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    account_id INTEGER NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
)

CREATE INDEX session_account ON session (account_id)

CREATE TABLE overview (
    org_id INTEGER PRIMARY KEY,
    introduction TEXT NOT NULL,
    meeting_place TEXT NOT NULL,
    contact TEXT NOT NULL,
    term_begins TEXT,
    term_ends TEXT
)

CREATE TABLE committee_post (
    org_id INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    post TEXT NOT NULL,
    PRIMARY KEY (org_id, seat)
)

CREATE INDEX committee_post_member ON committee_post (member_id)

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    agenda TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    length TEXT NOT NULL,
    chair_id INTEGER NOT NULL,
    chair_name TEXT NOT NULL,
    required_share INTEGER,
    answer_deadline INTEGER NOT NULL,
    step TEXT NOT NULL,
    cancelled INTEGER NOT NULL,
    cancel_reason TEXT,
    returned INTEGER NOT NULL,
    looked_at INTEGER NOT NULL,
    reminded_at INTEGER,
    reviewer_id INTEGER,
    expected INTEGER NOT NULL,
    excluded INTEGER NOT NULL,
    told INTEGER NOT NULL,
    attending INTEGER NOT NULL,
    on_leave INTEGER NOT NULL,
    present INTEGER,
    record_text TEXT,
    record_at INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
)

CREATE INDEX meeting_reviewer ON meeting (reviewer_id, step, id)

CREATE INDEX meeting_org ON meeting (org_id, starts_at)

-- A meeting stands once under each organisation above it: a list of any subtree is one range of this index.
CREATE TABLE meeting_scope (
    ancestor_id INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    PRIMARY KEY (ancestor_id, starts_at, meeting_id)
) WITHOUT ROWID

CREATE INDEX meeting_scope_meeting ON meeting_scope (meeting_id)

CREATE TABLE attendee (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    name TEXT NOT NULL,
    expected INTEGER NOT NULL,
    reason TEXT,
    note TEXT NOT NULL,
    told_at INTEGER,
    answer TEXT,
    leave_reason TEXT NOT NULL,
    answered_at INTEGER,
    present INTEGER,
    PRIMARY KEY (meeting_id, member_id)
) WITHOUT ROWID

CREATE INDEX attendee_member ON attendee (member_id, meeting_id)

CREATE TABLE meeting_event (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    act TEXT NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    note TEXT NOT NULL
)

CREATE INDEX meeting_event_meeting ON meeting_event (meeting_id, id)

CREATE TABLE review_round (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    round INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    reviewer_id INTEGER NOT NULL,
    reviewer_name TEXT NOT NULL,
    decision TEXT,
    reason TEXT NOT NULL,
    decided_at INTEGER,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, round)
) WITHOUT ROWID

CREATE INDEX review_round_reviewer ON review_round (reviewer_id, decided_at)

CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    org_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    stored_as TEXT NOT NULL,
    created_at INTEGER NOT NULL
)

CREATE TABLE meeting_file (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    seat INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    photo INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, photo, seat)
) WITHOUT ROWID

CREATE INDEX meeting_file_file ON meeting_file (file_id)

CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    topic TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    meeting_id INTEGER,
    at INTEGER NOT NULL,
    read_at INTEGER
)

CREATE INDEX inbox_account ON inbox (account_id, id)

CREATE INDEX inbox_unread ON inbox (account_id) WHERE read_at IS NULL

CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    deed TEXT NOT NULL,
    points INTEGER NOT NULL,
    at INTEGER NOT NULL,
    period_start TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (member_id, rule, deed)
)

CREATE INDEX ledger_period ON ledger (member_id, rule, period_start)

CREATE INDEX ledger_at ON ledger (member_id, at)

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    account_id INTEGER,
    who TEXT NOT NULL,
    org_id INTEGER,
    org_name TEXT NOT NULL,
    org_path TEXT NOT NULL,
    deed TEXT NOT NULL,
    what TEXT NOT NULL,
    address TEXT NOT NULL
)

CREATE INDEX audit_path ON audit (org_path, id)

CREATE TABLE once (
    account_id INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account_id, idempotency_key)
) WITHOUT ROWID

CREATE INDEX once_at ON once (at)

CREATE TABLE registry_run (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    full_file INTEGER NOT NULL,
    report TEXT NOT NULL
)

-- sqlite
CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

-- sqlite
CREATE TRIGGER ledger_keeps BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END

-- sqlite
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

-- sqlite
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END

-- postgres
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$

-- postgres
CREATE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse_change()

-- postgres
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change()
