-- 签到: a row for everybody who is there.
CREATE TABLE check_in (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    way TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) WITHOUT ROWID

-- Wrong codes, for each member and meeting.
CREATE TABLE check_in_try (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    last_failure INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) WITHOUT ROWID

-- 在外参加组织生活: members of other branches at a meeting. One attested row a member, kind and period counts.
CREATE TABLE guest_attendance (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    home_id INTEGER NOT NULL,
    home_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    period_start TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at INTEGER,
    counted INTEGER NOT NULL,
    UNIQUE (meeting_id, member_id)
)

CREATE INDEX guest_attendance_home ON guest_attendance (home_path, id)

CREATE INDEX guest_attendance_member ON guest_attendance (member_id, id)

CREATE UNIQUE INDEX guest_attendance_counted ON guest_attendance (member_id, kind, period_start) WHERE counted = 1

-- 帮办: consents, kept for good; one at a time holds for a member.
CREATE TABLE proxy (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    member_id INTEGER NOT NULL,
    helper_id INTEGER NOT NULL,
    method TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    revoked_at INTEGER
)

CREATE INDEX proxy_org ON proxy (org_id, id)

CREATE INDEX proxy_helper ON proxy (helper_id)

CREATE INDEX proxy_member ON proxy (member_id)

CREATE UNIQUE INDEX proxy_one ON proxy (member_id) WHERE revoked_at IS NULL

-- Answers that stand and were given by a helper.
CREATE TABLE proxy_answer (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    member_id INTEGER NOT NULL,
    helper_id INTEGER NOT NULL,
    helper_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) WITHOUT ROWID

-- 签到卡: a printed card, found by its hash; one at a time for a member.
CREATE TABLE member_card (
    member_id INTEGER PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    code_cipher BLOB NOT NULL,
    created_at INTEGER NOT NULL
)

-- 离线签到包: which device took a meeting along, and what it handed up.
CREATE TABLE check_in_pack (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    device TEXT NOT NULL,
    challenge TEXT NOT NULL,
    taken_at INTEGER NOT NULL
)

CREATE INDEX check_in_pack_meeting ON check_in_pack (meeting_id)

CREATE TABLE check_in_receipt (
    pack_id INTEGER NOT NULL REFERENCES check_in_pack (id),
    receipt TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (pack_id, receipt)
) WITHOUT ROWID
