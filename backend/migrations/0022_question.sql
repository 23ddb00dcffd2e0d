-- Questions on which the screen of a group study pauses (FEATURES 13.5), at their place in a lesson, in milliseconds of whole seconds.
-- `correct` are the places of the right options, as digits.
CREATE TABLE lesson_question (
    id INTEGER PRIMARY KEY,
    lesson_id INTEGER NOT NULL REFERENCES lesson (id),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    stem TEXT NOT NULL,
    options TEXT NOT NULL,
    correct TEXT NOT NULL,
    explanation TEXT NOT NULL,
    UNIQUE (lesson_id, at)
)

-- What was asked, as it was worded then: editors may change or delete the question afterwards.
CREATE TABLE group_study_question (
    group_study_id INTEGER NOT NULL REFERENCES group_study (id),
    question_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    stem TEXT NOT NULL,
    options TEXT NOT NULL,
    correct TEXT NOT NULL,
    explanation TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    closed_at INTEGER,
    PRIMARY KEY (group_study_id, question_id)
) WITHOUT ROWID

-- One answer a member: changed while the question is open, and said to nobody but themselves.
CREATE TABLE group_study_answer (
    group_study_id INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    chosen TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (group_study_id, question_id, member_id)
) WITHOUT ROWID

-- The home page of a member asks for the group study that goes on in the branch.
CREATE INDEX group_study_going ON group_study (org_id, id) WHERE ended_at IS NULL
