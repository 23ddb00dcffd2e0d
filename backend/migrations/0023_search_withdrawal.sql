-- An article that is withdrawn is no longer live when its stamp rises, which happens in a statement of its own: the change is
-- written down by the statement that withdraws it.
-- sqlite
DROP TRIGGER search_article

-- sqlite
CREATE TRIGGER search_article AFTER UPDATE OF live, stamp ON article WHEN NEW.live <> 0 OR OLD.live <> 0 BEGIN INSERT INTO search_change (kind, thing_id) VALUES ('article', NEW.id); END
