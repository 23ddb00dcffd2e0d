-- 党小组: a member belongs to at most one group of their branch.
CREATE TABLE party_group (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    seat INTEGER NOT NULL,
    name TEXT NOT NULL,
    leader_id INTEGER
)

CREATE INDEX party_group_org ON party_group (org_id, seat)

CREATE TABLE party_group_member (
    org_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL REFERENCES party_group (id),
    PRIMARY KEY (org_id, member_id)
) WITHOUT ROWID

CREATE INDEX party_group_member_group ON party_group_member (group_id)
