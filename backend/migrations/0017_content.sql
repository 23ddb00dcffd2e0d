-- 党建站群: a site's stamp rises with everything that its public pages show, its articles' own text apart.
CREATE TABLE site (
    code TEXT PRIMARY KEY,
    stamp INTEGER NOT NULL
) WITHOUT ROWID

-- Columns: the platform's own are entered when it starts, by their codes; topics come from editors.
CREATE TABLE site_column (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    code TEXT NOT NULL,
    parent_id INTEGER,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    area TEXT NOT NULL,
    seat INTEGER NOT NULL,
    shown_from INTEGER,
    shown_until INTEGER,
    hidden INTEGER NOT NULL
)

CREATE UNIQUE INDEX site_column_code ON site_column (site, code)

-- An article as editors see it. What is being written is the version after the published ones; what readers see is `live_version`.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    state TEXT NOT NULL,
    looked_at INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    live INTEGER NOT NULL,
    live_version INTEGER NOT NULL,
    writer_id INTEGER NOT NULL,
    writer_name TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    submitted_at INTEGER,
    publish_at INTEGER,
    published_at INTEGER,
    pinned INTEGER NOT NULL,
    withdrawn_for TEXT NOT NULL,
    revision INTEGER NOT NULL,
    stamp INTEGER NOT NULL DEFAULT 0
)

CREATE INDEX article_site ON article (site, written_at, id)

CREATE INDEX article_site_state ON article (site, state, written_at, id)

CREATE INDEX article_all ON article (written_at, id)

CREATE INDEX article_state ON article (state, written_at, id)

CREATE INDEX article_waiting ON article (submitted_at, id) WHERE state = 'waiting'

CREATE INDEX article_due ON article (publish_at) WHERE state = 'scheduled'

-- What a version says; a published one never changes.
CREATE TABLE article_version (
    article_id INTEGER NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL,
    column_id INTEGER NOT NULL REFERENCES site_column (id),
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    source TEXT NOT NULL,
    author TEXT NOT NULL,
    summary TEXT NOT NULL,
    lead TEXT NOT NULL,
    body TEXT NOT NULL,
    cover_id INTEGER REFERENCES file (id),
    dated TEXT,
    note TEXT NOT NULL,
    writer_name TEXT NOT NULL,
    reviewer_name TEXT NOT NULL,
    published_at INTEGER,
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID

-- The columns in which a version also stands.
CREATE TABLE article_also (
    article_id INTEGER NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    column_id INTEGER NOT NULL REFERENCES site_column (id),
    PRIMARY KEY (article_id, version, seat)
) WITHOUT ROWID

-- The files of a version: attachments in their order, pictures of the text, the cover.
CREATE TABLE article_file (
    article_id INTEGER NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL,
    part TEXT NOT NULL,
    seat INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file (id),
    PRIMARY KEY (article_id, version, part, seat)
) WITHOUT ROWID

CREATE INDEX article_file_file ON article_file (file_id)

-- A public article once under each of its columns and every column above: any column's list is one range. The rank is the time
-- it is listed under, with the pinned ones above all times.
CREATE TABLE article_place (
    column_id INTEGER NOT NULL REFERENCES site_column (id),
    rank INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id),
    PRIMARY KEY (column_id, rank, article_id)
) WITHOUT ROWID

CREATE INDEX article_place_article ON article_place (article_id)

CREATE TABLE article_round (
    article_id INTEGER NOT NULL REFERENCES article (id),
    round INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    reviewer_id INTEGER,
    reviewer_name TEXT NOT NULL,
    decision TEXT,
    reason TEXT NOT NULL,
    decided_at INTEGER,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (article_id, round)
) WITHOUT ROWID

CREATE INDEX article_round_reviewer ON article_round (reviewer_id, decided_at)

-- How often an article was opened, apart from its row: a view changes nothing that lists show.
CREATE TABLE article_view (
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    views INTEGER NOT NULL
)

-- Whose opening was counted on which day; forgotten after some days.
CREATE TABLE article_viewer (
    day TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (day, article_id, account_id)
) WITHOUT ROWID

-- What an account is reading, since when, and up to when its time is used up.
CREATE TABLE reading (
    account_id INTEGER PRIMARY KEY,
    article_id INTEGER,
    began_at INTEGER,
    used_until INTEGER NOT NULL
)

-- 栏目编辑: an account of its own.
CREATE TABLE editor (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    site TEXT NOT NULL,
    org_id INTEGER NOT NULL REFERENCES org (id),
    active INTEGER NOT NULL,
    since INTEGER NOT NULL
)

CREATE UNIQUE INDEX editor_login ON editor (login)

CREATE INDEX editor_site ON editor (site, id)

-- What people do with whatever is read: one row for each account, thing and deed.
CREATE TABLE reaction (
    kind TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    deed TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, target_id, deed, account_id)
) WITHOUT ROWID

CREATE INDEX reaction_account ON reaction (account_id, deed, at, kind, target_id)

CREATE TABLE reaction_count (
    kind TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    likes INTEGER NOT NULL,
    favourites INTEGER NOT NULL,
    shares INTEGER NOT NULL,
    remarks INTEGER NOT NULL,
    PRIMARY KEY (kind, target_id)
) WITHOUT ROWID

-- Comments on whatever is read: a member's is seen by others once their branch has approved it.
CREATE TABLE remark (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    who TEXT NOT NULL,
    org_name TEXT NOT NULL,
    org_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_at INTEGER,
    reason TEXT NOT NULL
)

CREATE INDEX remark_target ON remark (kind, target_id, id)

CREATE INDEX remark_account ON remark (account_id, at)

CREATE INDEX remark_waiting ON remark (org_id, at, id) WHERE state = 'waiting'

CREATE INDEX remark_decided ON remark (org_id, decided_at, id) WHERE decided_at IS NOT NULL

-- sqlite
CREATE TRIGGER article_stamp AFTER UPDATE ON article WHEN NEW.stamp = OLD.stamp BEGIN UPDATE article SET stamp = OLD.stamp + 1 WHERE id = NEW.id; END

-- postgres
CREATE TRIGGER article_stamp BEFORE UPDATE ON article FOR EACH ROW EXECUTE FUNCTION raise_stamp()

-- sqlite
CREATE TRIGGER article_place_put AFTER INSERT ON article_place BEGIN UPDATE site SET stamp = stamp + 1 WHERE code = (SELECT x.site FROM site_column x WHERE x.id = NEW.column_id); END

-- sqlite
CREATE TRIGGER article_place_out AFTER DELETE ON article_place BEGIN UPDATE site SET stamp = stamp + 1 WHERE code = (SELECT x.site FROM site_column x WHERE x.id = OLD.column_id); END

-- postgres
CREATE FUNCTION article_place_shown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE site SET stamp = stamp + 1 WHERE code = (SELECT x.site FROM site_column x WHERE x.id = OLD.column_id); END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE site SET stamp = stamp + 1 WHERE code = (SELECT x.site FROM site_column x WHERE x.id = NEW.column_id); END IF;
    RETURN NULL; END $$

-- postgres
CREATE TRIGGER article_place_shown AFTER INSERT OR UPDATE OR DELETE ON article_place FOR EACH ROW EXECUTE FUNCTION article_place_shown()

-- sqlite
CREATE TRIGGER site_column_put AFTER INSERT ON site_column BEGIN UPDATE site SET stamp = stamp + 1 WHERE code = NEW.site; END

-- sqlite
CREATE TRIGGER site_column_set AFTER UPDATE ON site_column BEGIN
    UPDATE site SET stamp = stamp + 1 WHERE code = NEW.site;
    UPDATE article SET stamp = stamp + 1 WHERE NEW.name <> OLD.name AND id IN (SELECT p.article_id FROM article_place p WHERE p.column_id = NEW.id); END

-- postgres
CREATE FUNCTION site_column_shown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE site SET stamp = stamp + 1 WHERE code = NEW.site;
    IF TG_OP = 'UPDATE' THEN
        UPDATE article SET stamp = stamp WHERE NEW.name <> OLD.name AND id IN (SELECT p.article_id FROM article_place p WHERE p.column_id = NEW.id);
    END IF;
    RETURN NULL; END $$

-- postgres
CREATE TRIGGER site_column_shown AFTER INSERT OR UPDATE ON site_column FOR EACH ROW EXECUTE FUNCTION site_column_shown()
