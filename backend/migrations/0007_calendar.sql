-- Lists of members walk a subtree in this index alone: its order, and all that they are narrowed down by.
CREATE INDEX member_listed ON member (org_id, id, name, class, status, sex, birth, joined, ethnicity, education) WHERE status IN ('present', 'mobile')

-- The tree level by level, and its children counted.
CREATE INDEX org_listed ON org (superior_id, code) WHERE active = 1

DROP INDEX org_superior

-- The tree searched: one walk along a subtree, names and codes in the index.
CREATE INDEX org_found ON org (path, name, code) WHERE active = 1

-- postgres
CREATE FUNCTION instr(whole text, part text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN strpos(whole, part)

-- A secret address under which a calendar program fetches the account's activities; only its hash is kept.
CREATE TABLE calendar_feed (
    account_id INTEGER PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    read_at INTEGER
)

-- An export that was asked for and noted in the audit log; its file is made when it is fetched.
CREATE TABLE member_export (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    org_id INTEGER NOT NULL,
    form TEXT NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL
)

CREATE INDEX member_export_at ON member_export (at)
