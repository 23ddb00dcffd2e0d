-- The shortcuts of the home page that an account has chosen: addresses, one a line.
CREATE TABLE shortcut (
    account_id INTEGER NOT NULL PRIMARY KEY,
    ways TEXT NOT NULL
)

CREATE TABLE channel (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    live TEXT NOT NULL,
    seat INTEGER NOT NULL
)

CREATE INDEX channel_seat ON channel (seat, id)

CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channel (id),
    title TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
)

-- A window of a channel is one range. One channel has one programme at a time.
CREATE UNIQUE INDEX programme_channel ON programme (channel_id, starts_at)

-- Told once: then `told_at` is set, and the row goes with the programme.
CREATE TABLE programme_reminder (
    account_id INTEGER NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programme (id),
    minutes INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    told_at INTEGER,
    PRIMARY KEY (account_id, programme_id)
) WITHOUT ROWID

CREATE INDEX programme_reminder_due ON programme_reminder (due_at, programme_id) WHERE told_at IS NULL

CREATE INDEX programme_reminder_told ON programme_reminder (told_at) WHERE told_at IS NOT NULL

CREATE INDEX programme_reminder_programme ON programme_reminder (programme_id)
