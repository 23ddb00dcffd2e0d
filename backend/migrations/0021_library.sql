-- The library (FEATURES 5.10). Heads that lists show stand on the row; `stamp` rises with every change of it.
CREATE TABLE work (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    publisher TEXT NOT NULL,
    introduction TEXT NOT NULL,
    cover_id INTEGER,
    state TEXT NOT NULL,
    published_at INTEGER,
    chapters INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    readers INTEGER NOT NULL,
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    stamp INTEGER NOT NULL DEFAULT 0
)

CREATE INDEX work_newest ON work (published_at, id) WHERE state = 'published'

CREATE INDEX work_popular ON work (readers, id) WHERE state = 'published'

CREATE INDEX work_kind_newest ON work (kind, published_at, id) WHERE state = 'published'

CREATE INDEX work_kind_popular ON work (kind, readers, id) WHERE state = 'published'

CREATE INDEX work_state ON work (state, id)

CREATE INDEX work_cover ON work (cover_id) WHERE cover_id IS NOT NULL

-- From which file it was taken over: the same is not taken twice.
CREATE INDEX work_source ON work (source) WHERE source <> ''

-- sqlite
CREATE TRIGGER work_stamp AFTER UPDATE ON work WHEN NEW.stamp = OLD.stamp BEGIN UPDATE work SET stamp = OLD.stamp + 1 WHERE id = NEW.id; END

-- postgres
CREATE TRIGGER work_stamp BEFORE UPDATE ON work FOR EACH ROW EXECUTE FUNCTION raise_stamp()

-- A line of the contents with what it opens: `body` holds the pieces of its text as JSON.
CREATE TABLE chapter (
    id INTEGER PRIMARY KEY,
    work_id INTEGER NOT NULL REFERENCES work (id),
    seat INTEGER NOT NULL,
    level INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    file_id INTEGER REFERENCES file (id),
    characters INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    duration INTEGER NOT NULL
)

CREATE INDEX chapter_work ON chapter (work_id, seat)

CREATE INDEX chapter_file ON chapter (file_id) WHERE file_id IS NOT NULL

-- The pictures in its text.
CREATE TABLE chapter_picture (
    chapter_id INTEGER NOT NULL REFERENCES chapter (id),
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (chapter_id, file_id)
) WITHOUT ROWID

CREATE INDEX chapter_picture_file ON chapter_picture (file_id)

-- Where an account stopped: the newest place by the devices' counters, not by the order in which they were heard.
CREATE TABLE book_place (
    account_id INTEGER NOT NULL,
    work_id INTEGER NOT NULL REFERENCES work (id),
    chapter_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    step INTEGER NOT NULL,
    progress INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account_id, work_id)
) WITHOUT ROWID

CREATE INDEX book_place_latest ON book_place (account_id, at, work_id)

CREATE INDEX book_place_work ON book_place (work_id)

-- 我的书架, the last read first.
CREATE TABLE bookshelf (
    account_id INTEGER NOT NULL,
    work_id INTEGER NOT NULL REFERENCES work (id),
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, work_id)
) WITHOUT ROWID

CREATE INDEX bookshelf_latest ON bookshelf (account_id, touched_at, work_id)

CREATE INDEX bookshelf_work ON bookshelf (work_id)

-- A work's revision rises with everything that is read of it, its chapters too.
-- sqlite
CREATE TRIGGER search_book AFTER UPDATE OF revision ON work WHEN NEW.state = 'published' OR OLD.state = 'published' BEGIN INSERT INTO search_change (kind, thing_id) VALUES ('book', NEW.id); END

-- postgres
CREATE TRIGGER search_book AFTER UPDATE OF revision ON work FOR EACH ROW WHEN (NEW.state = 'published' OR OLD.state = 'published') EXECUTE FUNCTION search_changed('book')
