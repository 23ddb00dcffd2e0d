-- What the platform does by itself: how far each job has come. A batch of its work and this row are committed together.
CREATE TABLE job (
    name TEXT PRIMARY KEY,
    done INTEGER,
    period INTEGER,
    cursor INTEGER NOT NULL,
    holder INTEGER,
    held_until INTEGER NOT NULL
)
