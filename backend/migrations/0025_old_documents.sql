-- Documents older than 1970 have ranks below zero: what is pinned moves up, out of their reach.
UPDATE article_place SET rank = rank + 8796093022208 WHERE rank >= 8796093022208

-- Public articles that are to be placed anew at a time: what stands in a topic that has not begun goes under the columns above
-- when it begins. One that stands nowhere else is not found by the search until then.
CREATE TABLE article_ahead (
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    due_at INTEGER NOT NULL,
    unlisted INTEGER NOT NULL
)

CREATE INDEX article_ahead_due ON article_ahead (due_at, article_id)

-- At once: documents whose rank was cut off, and what stands in topics that may not have begun.
INSERT INTO article_ahead (article_id, due_at, unlisted)
SELECT a.id, 0, 0 FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = a.live_version
WHERE a.live = 1 AND (v.dated < '1970-01-01' OR v.dated >= '2200-01-01' OR LENGTH(v.dated) <> 10
    OR a.id IN (SELECT p.article_id FROM article_place p JOIN site_column x ON x.id = p.column_id WHERE x.shown_from IS NOT NULL))

-- Counts the editors' changes of a chapter.
ALTER TABLE chapter ADD COLUMN revision INTEGER NOT NULL DEFAULT 1
