-- Courses (FEATURES 5.8). Heads that lists show stand on the row: how many lessons, how long, how many learners within thirty days.
CREATE TABLE course (
    id INTEGER PRIMARY KEY,
    theme TEXT NOT NULL,
    title TEXT NOT NULL,
    introduction TEXT NOT NULL,
    speaker TEXT NOT NULL,
    year INTEGER NOT NULL,
    cover_id INTEGER,
    state TEXT NOT NULL,
    published_at INTEGER,
    recommended_at INTEGER,
    learners INTEGER NOT NULL,
    lessons INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
)

CREATE INDEX course_newest ON course (published_at, id) WHERE state = 'published'

CREATE INDEX course_popular ON course (learners, id) WHERE state = 'published'

CREATE INDEX course_recommended ON course (recommended_at, id) WHERE state = 'published' AND recommended_at IS NOT NULL

CREATE INDEX course_theme_newest ON course (theme, published_at, id) WHERE state = 'published'

CREATE INDEX course_theme_popular ON course (theme, learners, id) WHERE state = 'published'

CREATE INDEX course_theme_recommended ON course (theme, recommended_at, id) WHERE state = 'published' AND recommended_at IS NOT NULL

CREATE INDEX course_state ON course (state, id)

CREATE INDEX course_cover ON course (cover_id) WHERE cover_id IS NOT NULL

CREATE TABLE course_topic (
    topic TEXT NOT NULL,
    course_id INTEGER NOT NULL REFERENCES course (id),
    PRIMARY KEY (topic, course_id)
) WITHOUT ROWID

CREATE INDEX course_topic_course ON course_topic (course_id)

-- A lesson that somebody has studied is retired and not deleted.
CREATE TABLE lesson (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course (id),
    seat INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    file_id INTEGER REFERENCES file (id),
    duration INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    subtitles TEXT NOT NULL,
    retired INTEGER NOT NULL
)

CREATE INDEX lesson_course ON lesson (course_id, seat)

CREATE INDEX lesson_file ON lesson (file_id) WHERE file_id IS NOT NULL

-- Who has chosen or studied a course. Without `chosen_at` it was given up again; what was studied stays.
CREATE TABLE course_choice (
    account_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL REFERENCES course (id),
    chosen_at INTEGER,
    studied_at INTEGER,
    finished_at INTEGER,
    PRIMARY KEY (account_id, course_id)
) WITHOUT ROWID

CREATE INDEX course_choice_chosen ON course_choice (account_id, chosen_at, course_id) WHERE chosen_at IS NOT NULL

CREATE INDEX course_choice_studied ON course_choice (course_id, studied_at)

-- What a member has watched of a lesson: a set of spans that only grows, and what follows from it.
CREATE TABLE study_progress (
    member_id INTEGER NOT NULL,
    lesson_id INTEGER NOT NULL REFERENCES lesson (id),
    watched BLOB NOT NULL,
    covered INTEGER NOT NULL,
    credited INTEGER NOT NULL,
    place INTEGER NOT NULL,
    blocks INTEGER NOT NULL,
    finished_at INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (member_id, lesson_id)
) WITHOUT ROWID

-- The one place where a member is studying, with the real time that studying has used and what was not submitted yet.
-- A beat changes this row and nothing else.
CREATE TABLE study (
    member_id INTEGER PRIMARY KEY,
    study_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    lesson_id INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    beat INTEGER NOT NULL,
    ahead INTEGER NOT NULL,
    used BLOB NOT NULL,
    pending BLOB NOT NULL
)

-- When a signed-in device was last heard of by the learning centre: what it brings from off line fits in between.
ALTER TABLE session ADD COLUMN studied_at INTEGER

-- Large files on their way up (tus), and the pieces of them that have come.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    org_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    length INTEGER NOT NULL,
    received INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    file_id INTEGER REFERENCES file (id),
    refused TEXT NOT NULL
)

CREATE INDEX upload_expires ON upload (expires_at)

CREATE TABLE upload_part (
    upload_id INTEGER NOT NULL REFERENCES upload (id),
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    stored_as TEXT NOT NULL,
    PRIMARY KEY (upload_id, at)
) WITHOUT ROWID

-- A branch watches a lesson together before one screen (集中学习). Its place is kept like a member's; what counts waits in
-- `pending` until it is shared out among those present. Questions on which the screen pauses (FEATURES 13.5) will hang on the
-- lesson by the place where they are asked, and their answers on the group study and the member.
CREATE TABLE group_study (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    lesson_id INTEGER NOT NULL REFERENCES lesson (id),
    meeting_id INTEGER REFERENCES meeting (id),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    study_id INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    beat INTEGER NOT NULL,
    ahead INTEGER NOT NULL,
    pending BLOB NOT NULL,
    watched BLOB NOT NULL,
    people INTEGER NOT NULL
)

CREATE INDEX group_study_org ON group_study (org_id, id)

CREATE INDEX group_study_open ON group_study (at) WHERE ended_at IS NULL

-- Who was there at any time. What is shared out goes to those who are present then.
CREATE TABLE group_study_person (
    group_study_id INTEGER NOT NULL REFERENCES group_study (id),
    member_id INTEGER NOT NULL,
    present INTEGER NOT NULL,
    credited INTEGER NOT NULL,
    PRIMARY KEY (group_study_id, member_id)
) WITHOUT ROWID

-- A course's revision rises with everything that is read of it, its lessons too.
-- sqlite
CREATE TRIGGER search_course AFTER UPDATE OF revision ON course WHEN NEW.state = 'published' OR OLD.state = 'published' BEGIN INSERT INTO search_change (kind, thing_id) VALUES ('course', NEW.id); END

-- postgres
CREATE TRIGGER search_course AFTER UPDATE OF revision ON course FOR EACH ROW WHEN (NEW.state = 'published' OR OLD.state = 'published') EXECUTE FUNCTION search_changed('course')
