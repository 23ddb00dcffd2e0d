-- The bank of questions. Their words stand in their versions: a sitting keeps the versions it was begun with.
CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    subject TEXT NOT NULL,
    active INTEGER NOT NULL,
    same_mark TEXT NOT NULL UNIQUE
)

CREATE INDEX question_pool ON question (active, subject, id)

CREATE TABLE question_version (
    question_id INTEGER NOT NULL REFERENCES question (id),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    stem TEXT NOT NULL,
    options TEXT NOT NULL,
    correct TEXT NOT NULL,
    explanation TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (question_id, version)
) WITHOUT ROWID

CREATE TABLE exam (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    subjects TEXT NOT NULL,
    group_count INTEGER NOT NULL,
    draw TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    tries INTEGER,
    pass_mark INTEGER NOT NULL,
    state TEXT NOT NULL,
    withdrawn_for TEXT NOT NULL,
    was_sat INTEGER NOT NULL,
    revision INTEGER NOT NULL
)

CREATE INDEX exam_open ON exam (state, closes_at, id)

-- The questions of an exam that all sit alike, drawn when it was published.
CREATE TABLE exam_question (
    exam_id INTEGER NOT NULL REFERENCES exam (id),
    seat INTEGER NOT NULL,
    question_id INTEGER NOT NULL REFERENCES question (id),
    PRIMARY KEY (exam_id, seat)
) WITHOUT ROWID

-- One member's sitting; practice has no exam. Counts are written when it is handed in.
CREATE TABLE sitting (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    kind TEXT NOT NULL,
    exam_id INTEGER REFERENCES exam (id),
    subject TEXT,
    title TEXT NOT NULL,
    pass_mark INTEGER,
    begun_at INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    questions INTEGER NOT NULL,
    handed_in_at INTEGER,
    handed_in_by TEXT,
    answered INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    full_groups INTEGER NOT NULL,
    points INTEGER NOT NULL
)

CREATE INDEX sitting_member ON sitting (member_id, id)

CREATE INDEX sitting_exam ON sitting (exam_id, member_id) WHERE exam_id IS NOT NULL

-- Of each exam a member has at most one under way, and one practice in all.
CREATE UNIQUE INDEX sitting_under_way ON sitting (member_id, COALESCE(exam_id, 0)) WHERE handed_in_at IS NULL

CREATE INDEX sitting_due ON sitting (deadline) WHERE handed_in_at IS NULL

-- `shown` is the order of the options, `chosen` what was answered, both as digits; chosen by place as shown.
CREATE TABLE sitting_question (
    sitting_id INTEGER NOT NULL REFERENCES sitting (id),
    seat INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    shown TEXT NOT NULL,
    chosen TEXT NOT NULL,
    counter INTEGER NOT NULL,
    device INTEGER NOT NULL,
    PRIMARY KEY (sitting_id, seat)
) WITHOUT ROWID

-- The book of wrong answers; `chosen` by place as written.
CREATE TABLE wrong_answer (
    member_id INTEGER NOT NULL REFERENCES member (id),
    question_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    chosen TEXT NOT NULL,
    right_since INTEGER NOT NULL,
    wrong_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, question_id)
) WITHOUT ROWID

CREATE INDEX wrong_answer_at ON wrong_answer (member_id, wrong_at, question_id)

-- A member's best of an exam; the organisation is the one they belonged to when they first sat it.
CREATE TABLE exam_best (
    exam_id INTEGER NOT NULL REFERENCES exam (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    org_id INTEGER NOT NULL,
    sat INTEGER NOT NULL,
    best INTEGER NOT NULL,
    best_at INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    PRIMARY KEY (exam_id, member_id)
) WITHOUT ROWID

-- By branch, kept with every hand-in: how many of its members have sat, and have passed.
CREATE TABLE exam_branch (
    exam_id INTEGER NOT NULL REFERENCES exam (id),
    org_id INTEGER NOT NULL,
    sat INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    PRIMARY KEY (exam_id, org_id)
) WITHOUT ROWID
