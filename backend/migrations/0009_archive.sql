-- How a record's text is written down; what was stored before has no formatting.
ALTER TABLE meeting ADD COLUMN record_format TEXT NOT NULL DEFAULT 'plain'

-- Keys that have sealed print. They stay when the platform's secret changes, so that older print can be checked.
CREATE TABLE seal_key (
    public TEXT PRIMARY KEY,
    since INTEGER NOT NULL
)
