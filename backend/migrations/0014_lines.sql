-- sqlite
-- Where a meeting stands as far as its row says. While answers are taken that is how far they have come, so that what the clock
-- adds is a comparison: `short` of the required share, `enough`, or `answered` by all with enough of them coming.
ALTER TABLE meeting ADD COLUMN phase TEXT GENERATED ALWAYS AS (CASE
    WHEN cancelled = 1 THEN 'cancelled' WHEN returned = 1 THEN 'returned'
    WHEN step IN ('send_notice', 'pre_notice') THEN 'draft'
    WHEN step = 'answer' THEN (CASE WHEN attending * 100 < expected * COALESCE(required_share, 0) THEN 'short'
        WHEN attending + on_leave >= expected THEN 'answered' ELSE 'enough' END)
    WHEN step = 'upload_record' THEN 'record_due' WHEN step IN ('speech_outline', 'submit_materials') THEN 'preparing'
    WHEN step = 'upload_appraisal' THEN 'appraisal_due' WHEN step IN ('review', 'approve') THEN 'in_review'
    WHEN step IN ('done', 'after_work') THEN 'done' ELSE 'submit_due' END) VIRTUAL

-- postgres
ALTER TABLE meeting ADD COLUMN phase TEXT GENERATED ALWAYS AS (CASE
    WHEN cancelled = 1 THEN 'cancelled' WHEN returned = 1 THEN 'returned'
    WHEN step IN ('send_notice', 'pre_notice') THEN 'draft'
    WHEN step = 'answer' THEN (CASE WHEN attending * 100 < expected * COALESCE(required_share, 0) THEN 'short'
        WHEN attending + on_leave >= expected THEN 'answered' ELSE 'enough' END)
    WHEN step = 'upload_record' THEN 'record_due' WHEN step IN ('speech_outline', 'submit_materials') THEN 'preparing'
    WHEN step = 'upload_appraisal' THEN 'appraisal_due' WHEN step IN ('review', 'approve') THEN 'in_review'
    WHEN step IN ('done', 'after_work') THEN 'done' ELSE 'submit_due' END) STORED

ALTER TABLE meeting_scope ADD COLUMN phase TEXT NOT NULL DEFAULT 'draft'

UPDATE meeting_scope SET phase = (SELECT m.phase FROM meeting m WHERE m.id = meeting_scope.meeting_id)

-- A subtree's meetings of one phase, by their start.
CREATE INDEX meeting_scope_phase ON meeting_scope (ancestor_id, phase, starts_at, meeting_id)

-- A member's meetings are one range too, by their start.
ALTER TABLE attendee ADD COLUMN starts_at INTEGER NOT NULL DEFAULT 0

UPDATE attendee SET starts_at = (SELECT m.starts_at FROM meeting m WHERE m.id = attendee.meeting_id)

DROP INDEX attendee_member

CREATE INDEX attendee_member ON attendee (member_id, starts_at, meeting_id)

-- sqlite
CREATE TRIGGER meeting_scope_new AFTER INSERT ON meeting_scope BEGIN
    UPDATE meeting_scope SET phase = (SELECT m.phase FROM meeting m WHERE m.id = NEW.meeting_id)
    WHERE ancestor_id = NEW.ancestor_id AND starts_at = NEW.starts_at AND meeting_id = NEW.meeting_id; END

-- sqlite
CREATE TRIGGER attendee_new AFTER INSERT ON attendee BEGIN
    UPDATE attendee SET starts_at = (SELECT m.starts_at FROM meeting m WHERE m.id = NEW.meeting_id)
    WHERE meeting_id = NEW.meeting_id AND member_id = NEW.member_id; END

-- postgres
CREATE FUNCTION know_phase() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SELECT m.phase INTO NEW.phase FROM meeting m WHERE m.id = NEW.meeting_id; RETURN NEW; END $$

-- postgres
CREATE TRIGGER meeting_scope_new BEFORE INSERT ON meeting_scope FOR EACH ROW EXECUTE FUNCTION know_phase()

-- postgres
CREATE FUNCTION know_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SELECT m.starts_at INTO NEW.starts_at FROM meeting m WHERE m.id = NEW.meeting_id; RETURN NEW; END $$

-- postgres
CREATE TRIGGER attendee_new BEFORE INSERT ON attendee FOR EACH ROW EXECUTE FUNCTION know_start()

-- sqlite
CREATE TRIGGER meeting_phase AFTER UPDATE ON meeting WHEN NEW.phase <> OLD.phase BEGIN UPDATE meeting_scope SET phase = NEW.phase WHERE meeting_id = NEW.id; END

-- sqlite
CREATE TRIGGER meeting_moved AFTER UPDATE OF starts_at ON meeting WHEN NEW.starts_at <> OLD.starts_at BEGIN UPDATE attendee SET starts_at = NEW.starts_at WHERE meeting_id = NEW.id; END

-- postgres
CREATE FUNCTION keep_phase() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE meeting_scope SET phase = NEW.phase WHERE meeting_id = NEW.id; RETURN NULL; END $$

-- postgres
CREATE TRIGGER meeting_phase AFTER UPDATE ON meeting FOR EACH ROW WHEN (NEW.phase IS DISTINCT FROM OLD.phase) EXECUTE FUNCTION keep_phase()

-- postgres
CREATE FUNCTION keep_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE attendee SET starts_at = NEW.starts_at WHERE meeting_id = NEW.id; RETURN NULL; END $$

-- postgres
CREATE TRIGGER meeting_moved AFTER UPDATE OF starts_at ON meeting FOR EACH ROW WHEN (NEW.starts_at <> OLD.starts_at) EXECUTE FUNCTION keep_start()

-- Lines of the roll and of shared experience are written down like those of meetings: a stamp rises with all that they show.
ALTER TABLE member ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0

ALTER TABLE experience ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0

DROP INDEX member_listed

CREATE INDEX member_listed ON member (org_id, id, name, class, status, sex, birth, joined, ethnicity, education, stamp) WHERE status IN ('present', 'mobile')

CREATE INDEX committee_post_added ON committee_post (added_id) WHERE added_id IS NOT NULL

-- sqlite
CREATE TRIGGER member_stamp AFTER UPDATE ON member WHEN NEW.stamp = OLD.stamp BEGIN UPDATE member SET stamp = OLD.stamp + 1 WHERE id = NEW.id; END

-- postgres
CREATE TRIGGER member_stamp BEFORE UPDATE ON member FOR EACH ROW EXECUTE FUNCTION raise_stamp()

-- sqlite
CREATE TRIGGER experience_stamp AFTER UPDATE ON experience WHEN NEW.stamp = OLD.stamp BEGIN UPDATE experience SET stamp = OLD.stamp + 1 WHERE id = NEW.id; END

-- postgres
CREATE TRIGGER experience_stamp BEFORE UPDATE ON experience FOR EACH ROW EXECUTE FUNCTION raise_stamp()

-- sqlite
CREATE TRIGGER committee_post_put AFTER INSERT ON committee_post BEGIN UPDATE member SET stamp = stamp + 1 WHERE id = NEW.member_id; END

-- sqlite
CREATE TRIGGER committee_post_set AFTER UPDATE ON committee_post BEGIN UPDATE member SET stamp = stamp + 1 WHERE id = OLD.member_id; UPDATE member SET stamp = stamp + 1 WHERE id = NEW.member_id; END

-- sqlite
CREATE TRIGGER committee_post_out AFTER DELETE ON committee_post BEGIN UPDATE member SET stamp = stamp + 1 WHERE id = OLD.member_id; END

-- postgres
CREATE FUNCTION committee_post_shown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE member SET stamp = stamp WHERE id = OLD.member_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE member SET stamp = stamp WHERE id = NEW.member_id; END IF;
    RETURN NULL; END $$

-- postgres
CREATE TRIGGER committee_post_shown AFTER INSERT OR UPDATE OR DELETE ON committee_post FOR EACH ROW EXECUTE FUNCTION committee_post_shown()

-- sqlite
CREATE TRIGGER party_group_member_put AFTER INSERT ON party_group_member BEGIN UPDATE member SET stamp = stamp + 1 WHERE id = NEW.member_id; END

-- sqlite
CREATE TRIGGER party_group_member_set AFTER UPDATE ON party_group_member BEGIN UPDATE member SET stamp = stamp + 1 WHERE id = OLD.member_id; UPDATE member SET stamp = stamp + 1 WHERE id = NEW.member_id; END

-- sqlite
CREATE TRIGGER party_group_member_out AFTER DELETE ON party_group_member BEGIN UPDATE member SET stamp = stamp + 1 WHERE id = OLD.member_id; END

-- postgres
CREATE FUNCTION party_group_member_shown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE member SET stamp = stamp WHERE id = OLD.member_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE member SET stamp = stamp WHERE id = NEW.member_id; END IF;
    RETURN NULL; END $$

-- postgres
CREATE TRIGGER party_group_member_shown AFTER INSERT OR UPDATE OR DELETE ON party_group_member FOR EACH ROW EXECUTE FUNCTION party_group_member_shown()

-- sqlite
CREATE TRIGGER experience_file_put AFTER INSERT ON experience_file BEGIN UPDATE experience SET stamp = stamp + 1 WHERE id = NEW.experience_id; END

-- sqlite
CREATE TRIGGER experience_file_set AFTER UPDATE ON experience_file BEGIN UPDATE experience SET stamp = stamp + 1 WHERE id = OLD.experience_id; UPDATE experience SET stamp = stamp + 1 WHERE id = NEW.experience_id; END

-- sqlite
CREATE TRIGGER experience_file_out AFTER DELETE ON experience_file BEGIN UPDATE experience SET stamp = stamp + 1 WHERE id = OLD.experience_id; END

-- postgres
CREATE FUNCTION experience_file_shown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE experience SET stamp = stamp WHERE id = OLD.experience_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE experience SET stamp = stamp WHERE id = NEW.experience_id; END IF;
    RETURN NULL; END $$

-- postgres
CREATE TRIGGER experience_file_shown AFTER INSERT OR UPDATE OR DELETE ON experience_file FOR EACH ROW EXECUTE FUNCTION experience_file_shown()

-- sqlite
-- A new name is shown by many lines.
CREATE TRIGGER party_group_named AFTER UPDATE OF name ON party_group WHEN NEW.name <> OLD.name BEGIN UPDATE member SET stamp = stamp + 1 WHERE id IN (SELECT x.member_id FROM party_group_member x WHERE x.group_id = NEW.id); END

-- postgres
CREATE FUNCTION party_group_named() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE member SET stamp = stamp WHERE id IN (SELECT x.member_id FROM party_group_member x WHERE x.group_id = NEW.id); RETURN NULL; END $$

-- postgres
CREATE TRIGGER party_group_named AFTER UPDATE OF name ON party_group FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION party_group_named()

-- sqlite
CREATE TRIGGER added_post_named AFTER UPDATE OF name ON added_post WHEN NEW.name <> OLD.name BEGIN UPDATE member SET stamp = stamp + 1 WHERE id IN (SELECT p.member_id FROM committee_post p WHERE p.added_id = NEW.id); END

-- postgres
CREATE FUNCTION added_post_named() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE member SET stamp = stamp WHERE id IN (SELECT p.member_id FROM committee_post p WHERE p.added_id = NEW.id); RETURN NULL; END $$

-- postgres
CREATE TRIGGER added_post_named AFTER UPDATE OF name ON added_post FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION added_post_named()

-- sqlite
CREATE TRIGGER org_named AFTER UPDATE OF name ON org WHEN NEW.name <> OLD.name BEGIN UPDATE member SET stamp = stamp + 1 WHERE org_id = NEW.id; UPDATE meeting SET stamp = stamp + 1 WHERE org_id = NEW.id; UPDATE experience SET stamp = stamp + 1 WHERE org_id = NEW.id; END

-- postgres
CREATE FUNCTION org_named() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE member SET stamp = stamp WHERE org_id = NEW.id; UPDATE meeting SET stamp = stamp WHERE org_id = NEW.id; UPDATE experience SET stamp = stamp WHERE org_id = NEW.id; RETURN NULL; END $$

-- postgres
CREATE TRIGGER org_named AFTER UPDATE OF name ON org FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION org_named()
