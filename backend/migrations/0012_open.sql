-- A message may lead anywhere within the platform, not only to a meeting.
ALTER TABLE message ADD COLUMN link TEXT

DROP VIEW inbox

CREATE VIEW inbox AS
    SELECT m.id, d.account_id, m.topic, m.title, m.body, m.meeting_id, m.link, m.at, d.read_at
    FROM delivery d JOIN message m ON m.id = d.message_id

-- 党务公开. Its period goes from the midnight of its first day to the midnight after its last; what it says stands in its versions.
CREATE TABLE disclosure (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    begins_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    reach TEXT NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    announced_at INTEGER,
    withdrawn_at INTEGER,
    withdrawn_for TEXT NOT NULL
)

CREATE INDEX disclosure_org ON disclosure (org_id)

CREATE INDEX disclosure_due ON disclosure (begins_at) WHERE announced_at IS NULL AND withdrawn_at IS NULL

-- Once under each organisation above it, like meetings.
CREATE TABLE disclosure_scope (
    ancestor_id INTEGER NOT NULL,
    begins_at INTEGER NOT NULL,
    disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
    PRIMARY KEY (ancestor_id, begins_at, disclosure_id)
) WITHOUT ROWID

CREATE INDEX disclosure_scope_disclosure ON disclosure_scope (disclosure_id)

CREATE TABLE disclosure_version (
    disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (disclosure_id, version)
) WITHOUT ROWID

CREATE TABLE disclosure_file (
    disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
    version INTEGER NOT NULL,
    photo INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (disclosure_id, version, photo, seat)
) WITHOUT ROWID

CREATE INDEX disclosure_file_file ON disclosure_file (file_id)

-- The chosen party groups or members, as the reach says.
CREATE TABLE disclosure_target (
    disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
    target_id INTEGER NOT NULL,
    PRIMARY KEY (disclosure_id, target_id)
) WITHOUT ROWID

-- 经验交流.
CREATE TABLE experience (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    looked_at INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    reviewer_id INTEGER,
    audience TEXT,
    audience_id INTEGER,
    published_at INTEGER,
    taken_down_for TEXT NOT NULL,
    likes INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    views INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
)

CREATE INDEX experience_org ON experience (org_id, id)

CREATE INDEX experience_reviewer ON experience (reviewer_id, state)

-- Who finds a published post: all who stand under an organisation (`below`), or that organisation itself, looking down.
CREATE TABLE experience_reader (
    org_id INTEGER NOT NULL,
    below INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    experience_id INTEGER NOT NULL REFERENCES experience (id),
    PRIMARY KEY (org_id, below, published_at, experience_id)
) WITHOUT ROWID

CREATE INDEX experience_reader_experience ON experience_reader (experience_id)

CREATE TABLE experience_round (
    experience_id INTEGER NOT NULL REFERENCES experience (id),
    round INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    reviewer_id INTEGER NOT NULL,
    reviewer_name TEXT NOT NULL,
    decision TEXT,
    reason TEXT NOT NULL,
    decided_at INTEGER,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (experience_id, round)
) WITHOUT ROWID

CREATE INDEX experience_round_reviewer ON experience_round (reviewer_id, decided_at)

CREATE TABLE experience_file (
    experience_id INTEGER NOT NULL REFERENCES experience (id),
    seat INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (experience_id, seat)
) WITHOUT ROWID

CREATE INDEX experience_file_file ON experience_file (file_id)

CREATE TABLE experience_like (
    experience_id INTEGER NOT NULL REFERENCES experience (id),
    account_id INTEGER NOT NULL,
    PRIMARY KEY (experience_id, account_id)
) WITHOUT ROWID

CREATE TABLE experience_view (
    experience_id INTEGER NOT NULL REFERENCES experience (id),
    account_id INTEGER NOT NULL,
    PRIMARY KEY (experience_id, account_id)
) WITHOUT ROWID

CREATE TABLE experience_comment (
    id INTEGER PRIMARY KEY,
    experience_id INTEGER NOT NULL REFERENCES experience (id),
    account_id INTEGER NOT NULL,
    who TEXT NOT NULL,
    org_name TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    removed_at INTEGER,
    removed_for TEXT NOT NULL
)

CREATE INDEX experience_comment_experience ON experience_comment (experience_id, id)

CREATE INDEX experience_comment_account ON experience_comment (account_id, at)

-- 报备: what was filed with an organisation, to be read; as it was when it was filed.
CREATE TABLE filed (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    thing_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    link TEXT NOT NULL,
    filed_at INTEGER NOT NULL,
    read_at INTEGER
)

CREATE UNIQUE INDEX filed_thing ON filed (kind, thing_id)

CREATE INDEX filed_org ON filed (org_id, id)

CREATE INDEX filed_unread ON filed (org_id) WHERE read_at IS NULL

CREATE INDEX filed_from ON filed (from_id)

INSERT INTO filed (id, org_id, from_id, kind, thing_id, title, what, link, filed_at)
    SELECT m.id, m.reviewer_id, m.org_id, 'meeting', m.id, m.title,
        CASE m.kind WHEN 'party_lecture' THEN '支部党课' ELSE '主题党日' END,
        '/meetings/' || m.id,
        COALESCE((SELECT MAX(e.at) FROM meeting_event e WHERE e.meeting_id = m.id AND e.act = 'submit'), m.created_at)
    FROM meeting m WHERE m.kind IN ('party_lecture', 'theme_day') AND m.step = 'done' AND m.reviewer_id IS NOT NULL

-- 督办: of one matter at most one is open.
CREATE TABLE urge (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    superior_id INTEGER NOT NULL,
    superior_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    read_at INTEGER,
    settled_at INTEGER,
    note TEXT NOT NULL
)

CREATE UNIQUE INDEX urge_open ON urge (org_id, topic) WHERE settled_at IS NULL

CREATE INDEX urge_org ON urge (org_id, id)

CREATE INDEX urge_superior ON urge (superior_id, id)
