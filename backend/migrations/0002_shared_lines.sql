-- Rises with every change of the row, whoever makes it: a line of a list that was written down at this stamp still holds.
ALTER TABLE meeting ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0

-- sqlite
CREATE TRIGGER meeting_stamp AFTER UPDATE ON meeting WHEN NEW.stamp = OLD.stamp BEGIN UPDATE meeting SET stamp = OLD.stamp + 1 WHERE id = NEW.id; END

-- postgres
CREATE FUNCTION raise_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.stamp := OLD.stamp + 1; RETURN NEW; END $$

-- postgres
CREATE TRIGGER meeting_stamp BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION raise_stamp()

-- A message is kept once, however many it was sent to, and never changes.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    meeting_id INTEGER,
    at INTEGER NOT NULL
)

CREATE TABLE delivery (
    account_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    meeting_id INTEGER,
    read_at INTEGER,
    PRIMARY KEY (account_id, message_id)
) WITHOUT ROWID

CREATE INDEX delivery_unread ON delivery (account_id) WHERE read_at IS NULL

INSERT INTO message (id, topic, title, body, meeting_id, at) SELECT id, topic, title, body, meeting_id, at FROM inbox

INSERT INTO delivery (account_id, message_id, meeting_id, read_at) SELECT account_id, id, meeting_id, read_at FROM inbox

DROP TABLE inbox

-- What each account was told, whole: for looking, not for writing.
CREATE VIEW inbox AS
    SELECT m.id, d.account_id, m.topic, m.title, m.body, m.meeting_id, m.at, d.read_at
    FROM delivery d JOIN message m ON m.id = d.message_id
