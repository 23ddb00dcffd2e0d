//! The smallest demo, filled for real and looked at from all sides.

mod content;
mod exams;

use super::store::count;
use super::units::DIRECT_BRANCH;
use super::{DemoAccount, Filled, Size, Target, accounts, fill, may_fill};
use crate::account::Hasher;
use crate::bind;
use crate::file::Files;
use crate::secret::Secret;
use crate::store::{Conn, Location, Store};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use gsdj_domain::account::Role;
use gsdj_domain::experience::ExperienceState;
use gsdj_domain::meeting::{Meeting, MeetingKind, Stage, Step, Tally};
use gsdj_domain::org::{OrgKind, UnitCategory};
use gsdj_domain::{Instant, MeetingId};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};

struct Demo {
    store: Store,
    secret: Secret,
    folder: PathBuf,
    filled: Filled,
}

fn now() -> Instant {
    Instant::at(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), 10, 20)
}

impl Demo {
    fn new(name: &str, now: Instant) -> Self {
        // one of its own each time: the folder of the demo before may be on its way out still
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("gsdj-demo-{name}-{}-{n}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let secret = Secret::from_text(&STANDARD.encode([7; 32])).unwrap();
        let store = Store::open(&Location::Sqlite(folder.join("gsdj.sqlite")), Arc::new(drop), 0).unwrap();
        let files = Files::open(&crate::config::Data::folder(folder.clone())).unwrap();
        assert!(may_fill(&store).unwrap());
        let target = Target { store: &store, secret: &secret, files: &files, folder: &folder };
        let filled = fill(&target, Size::Small, now).unwrap();
        Self { store, secret, folder, filled }
    }

    fn read<T: Send + 'static>(&self, f: impl FnMut(&mut Conn<'_>) -> crate::Result<T> + Send + 'static) -> T {
        self.store.read_now(f).unwrap()
    }

    fn number(&self, sql: &'static str) -> i64 {
        self.read(move |c| c.number(sql, &[]))
    }

    fn texts(&self, sql: &'static str) -> Vec<String> {
        self.read(move |c| c.rows(sql, &[], |r| r.get(0)))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// One demo for all that only look, as long as anybody does.
fn looked_at() -> Arc<Demo> {
    static SHARED: Mutex<Weak<Demo>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap();
    shared.upgrade().unwrap_or_else(|| {
        let demo = Arc::new(Demo::new("looked-at", now()));
        *shared = Arc::downgrade(&demo);
        demo
    })
}

#[test]
fn a_small_demo_has_exactly_its_figures() {
    let demo = looked_at();
    let filled = &demo.filled;
    assert_eq!((filled.committees, filled.branches, filled.members), (3, 40, 1_200));
    assert_eq!(filled.general_branches, 2);
    assert_eq!(demo.number("SELECT COUNT(*) FROM org WHERE kind = 'province'"), 1);
    assert_eq!(demo.texts("SELECT value FROM setting WHERE name = 'demo'"), ["small"]);
    assert_eq!(demo.number("SELECT COUNT(*) FROM org WHERE name NOT LIKE '%（示例）'"), 0);
}

#[test]
fn every_kind_of_unit_occurs_and_a_few_branches_lack_something() {
    let demo = looked_at();
    for category in UnitCategory::ALL {
        let category = *category;
        let n =
            demo.read(move |c| c.number("SELECT COUNT(*) FROM org WHERE unit_category = ?1", bind![category.code()]));
        assert!(n > 0, "{}", category.label());
    }
    let bare = "SELECT COUNT(*) FROM org WHERE kind = 'branch' AND unit_category IS NULL";
    assert!((1..5).contains(&demo.number(bare)));
    let headless = "SELECT COUNT(*) FROM org o WHERE kind = 'branch'
                    AND NOT EXISTS (SELECT 1 FROM committee_post p WHERE p.org_id = o.id)";
    assert!((1..5).contains(&demo.number(headless)));
    let share = |sql| demo.number(sql) * 1_000 / 1_200;
    assert!((20..70).contains(&share("SELECT COUNT(*) FROM member WHERE class = 'probationary'")));
    assert!((30..80).contains(&share("SELECT COUNT(*) FROM member WHERE status = 'mobile'")));
}

fn stage_of(c: &mut Conn<'_>, now: Instant) -> crate::Result<Vec<(MeetingKind, Stage)>> {
    let sql = "SELECT id, kind, step, starts_at, answer_deadline, cancelled, returned, expected, attending, on_leave, required_share
               FROM meeting";
    c.rows(sql, &[], |r| {
        let tally = Tally {
            expected: r.get(7)?,
            attending: r.get(8)?,
            on_leave: r.get(9)?,
            required_share: r.get(10)?,
            ..Tally::default()
        };
        let meeting = Meeting {
            id: MeetingId(r.get(0)?),
            kind: r.coded::<MeetingKind>(1)?.row(),
            step: r.coded::<Step>(2)?,
            starts_at: r.get(3)?,
            answer_deadline: r.get(4)?,
            cancelled: r.get(5)?,
            returned: r.get(6)?,
            looked_at: false,
            reminded_at: None,
            outlines_missing: 0,
            ballot_closed: false,
            tally,
        };
        Ok((r.coded(1)?, meeting.stage(now)))
    })
}

#[test]
fn every_stage_and_every_kind_occurs_at_any_hour_of_the_day() {
    let demo = looked_at();
    let midnight = Instant::midnight(now().day());
    for at in [midnight, now(), midnight.plus(gsdj_domain::time::DAY - 1)] {
        let found = demo.read(move |c| stage_of(c, at));
        let mut stages: BTreeMap<Stage, usize> = BTreeMap::new();
        for (_, stage) in &found {
            *stages.entry(*stage).or_default() += 1;
        }
        for stage in Stage::ALL {
            assert!(stages.contains_key(stage), "{} is missing: {stages:?}", stage.label());
        }
        for kind in MeetingKind::ALL {
            assert!(found.iter().any(|(k, _)| k == kind), "{}", kind.label());
        }
    }
}

#[test]
fn heads_on_the_meetings_are_those_of_the_people() {
    let demo = looked_at();
    let people = |what: &str| format!("(SELECT COUNT(*) FROM attendee a WHERE a.meeting_id = m.id AND {what})");
    let sql = format!(
        "SELECT COUNT(*) FROM meeting m WHERE expected <> {} OR excluded <> {} OR told <> {} OR attending <> {} OR on_leave <> {}
         OR (present IS NOT NULL AND present <> {})",
        people("a.expected = 1"),
        people("a.expected = 0"),
        people("a.told_at IS NOT NULL"),
        people("a.expected = 1 AND a.answer = 'attend'"),
        people("a.expected = 1 AND a.answer = 'leave'"),
        people("a.present = 1"),
    );
    assert_eq!(demo.read(move |c| c.number(&sql, &[])), 0);
}

#[test]
fn what_happened_lies_before_today_and_inboxes_are_in_order() {
    let demo = looked_at();
    let midnight = Instant::midnight(now().day());
    for table in ["meeting_event", "inbox", "ledger", "audit"] {
        let late = demo
            .read(move |c| count(c, table, &format!("at > {}", if table == "audit" { now().0 } else { midnight.0 })));
        assert_eq!(late, 0, "{table}");
    }
    let disorder =
        "SELECT COUNT(*) FROM inbox a JOIN inbox b ON b.account_id = a.account_id AND b.id > a.id AND b.at < a.at";
    assert_eq!(demo.number(disorder), 0);
    assert!(demo.number("SELECT COUNT(*) FROM inbox WHERE read_at IS NULL") > 0);
    assert!(demo.number("SELECT COUNT(*) FROM meeting_file") > 10);
    assert!(demo.number("SELECT COUNT(*) FROM ledger WHERE points = 30") > 100);
}

#[test]
fn checks_stand_everywhere_between_nothing_and_everything() {
    let demo = looked_at();
    let heads = |condition: &'static str| {
        let sql = format!("SELECT COUNT(*) FROM self_check WHERE {condition}");
        demo.read(move |c| c.number(&sql, &[]))
    };
    let year = "year = 2026";
    assert!(heads(year) > 10 && heads(year) < 40);
    assert!(heads("year = 2026 AND met + unmet + not_applicable = 43") > 1);
    assert!(heads("year = 2026 AND met + unmet + not_applicable BETWEEN 5 AND 35 AND unmet > 0") > 3);
    assert_eq!(heads("year = 2025 AND met + unmet + not_applicable = 43"), 1);
    let kinds = demo.texts("SELECT DISTINCT kind FROM self_check_evidence ORDER BY kind");
    assert!(kinds.len() >= 6, "{kinds:?}");
    assert_eq!(demo.number("SELECT COUNT(*) FROM self_check_mark WHERE note NOT LIKE '%（示例）。'"), 0);
}

#[test]
fn a_demo_never_fills_what_is_not_empty() {
    let demo = looked_at();
    assert!(!may_fill(&demo.store).unwrap());
    let files = Files::open(&crate::config::Data::folder(demo.folder.clone())).unwrap();
    let target = Target { store: &demo.store, secret: &demo.secret, files: &files, folder: &demo.folder };
    assert!(fill(&target, Size::Small, now()).is_err());
    assert_eq!(demo.number("SELECT COUNT(*) FROM member"), 1_200);
    assert!(!demo.folder.join("demo-registry").exists());
}

/// Everything that can be seen, ids and keys apart, as one hash.
fn fingerprint(demo: &Demo) -> [u8; 32] {
    const SEEN: &[&str] = &[
        "SELECT code || name || kind || COALESCE(unit_category, '') || address || COALESCE(founded, '') FROM org",
        "SELECT citizen_hash || name || COALESCE(birth, '') || ethnicity || education || class || status || COALESCE(phone_hash, '') FROM member",
        "SELECT o.code || p.seat || m.name || p.post FROM committee_post p JOIN org o ON o.id = p.org_id JOIN member m ON m.id = p.member_id",
        "SELECT o.code || m.kind || m.title || m.place || m.starts_at || m.step || m.attending || m.chair_name || COALESCE(m.record_text, '')
         FROM meeting m JOIN org o ON o.id = m.org_id",
        "SELECT name || expected || COALESCE(answer, '') || leave_reason || COALESCE(answered_at, 0) || COALESCE(present, 9) FROM attendee",
        "SELECT topic || title || body || at || COALESCE(read_at, 0) FROM inbox",
        "SELECT rule || points || at || note FROM ledger",
        "SELECT m.name || s.kind || s.title || s.begun_at || COALESCE(s.handed_in_at, 0) || s.correct || s.answered FROM sitting s
         JOIN member m ON m.id = s.member_id",
        "SELECT m.name || w.chosen || w.right_since || w.wrong_at FROM wrong_answer w JOIN member m ON m.id = w.member_id",
        "SELECT at || who || deed || what || address FROM audit",
        "SELECT o.code || m.year || m.item || m.verdict || m.note || m.at || m.version FROM self_check_mark m JOIN org o ON o.id = m.org_id",
        "SELECT c.name || p.title || p.starts_at || p.ends_at FROM programme p JOIN channel c ON c.id = p.channel_id",
        "SELECT o.code || e.year || e.item || e.seat || e.kind FROM self_check_evidence e JOIN org o ON o.id = e.org_id",
    ];
    let mut hash = Sha256::new();
    for sql in SEEN {
        let mut rows = demo.texts(sql);
        rows.sort_unstable();
        assert!(!rows.is_empty(), "{sql}");
        rows.iter().for_each(|row| hash.update(row));
    }
    hash.finalize().into()
}

#[test]
fn the_same_size_on_the_same_day_gives_the_same_data() {
    let demo = looked_at();
    let again = Demo::new("again", now());
    assert_eq!(fingerprint(&again), fingerprint(&demo));
}

/// Name, role, whether the password must be changed, and the stored hash, as the store knows the account.
type Found = (String, Role, bool, Option<String>);

fn find(demo: &Demo, account: &DemoAccount) -> Found {
    let (code, phone) = (account.account.clone(), demo.secret.lookup(&account.account));
    demo.read(move |c| {
        let org =
            "SELECT o.name, o.kind, k.must_change, k.password FROM org o LEFT JOIN credential k ON k.account_id = o.id
                   WHERE o.code = ?1 AND (o.kind <> 'branch' OR o.unit_category IS NOT NULL)";
        let org = c.first(org, bind![&code], |r| {
            Ok((r.get(0)?, Role::of_org(r.coded::<OrgKind>(1)?), r.get::<Option<i64>>(2)? != Some(0), r.get(3)?))
        })?;
        let member =
            "SELECT m.name, k.must_change, k.password FROM member m LEFT JOIN credential k ON k.account_id = m.id
                      WHERE m.phone_hash = ?1 AND m.status = 'present'";
        let member = c.first(member, bind![&phone], |r| {
            Ok((r.get(0)?, Role::Member, r.get::<Option<i64>>(1)? != Some(0), r.get(2)?))
        })?;
        let editor =
            "SELECT e.name, k.must_change, k.password FROM editor e LEFT JOIN credential k ON k.account_id = e.id
                      WHERE e.login = ?1";
        let editor = c.first(editor, bind![&code], |r| {
            Ok((r.get(0)?, Role::Editor, r.get::<Option<i64>>(1)? != Some(0), r.get(2)?))
        })?;
        org.or(member).or(editor).ok_or_else(|| crate::Error::broken(format!("no account {code}")))
    })
}

#[tokio::test]
async fn every_account_signs_in_as_the_list_says() {
    let hasher = Hasher::start().unwrap();
    let mut fresh = 0;
    let demo = tokio::task::spawn_blocking(looked_at).await.unwrap();
    for account in accounts() {
        let (shared, wanted) = (demo.clone(), account.clone());
        let (name, role, must_change, hash) =
            tokio::task::spawn_blocking(move || find(&shared, &wanted)).await.unwrap();
        assert_eq!((name.as_str(), role), (account.name.as_str(), account.role));
        assert_eq!(must_change, account.is_first(), "{name}");
        fresh += usize::from(hash.is_none());
        if let Some(hash) = hash {
            assert!(hasher.verify(account.password.clone(), Some(hash)).await.unwrap(), "{name}");
        }
    }
    assert_eq!(fresh, 1);
}

#[test]
fn the_first_password_is_the_end_of_the_number() {
    let demo = looked_at();
    let account = accounts().into_iter().find(DemoAccount::is_first).unwrap();
    let hash = demo.secret.lookup(&account.account);
    let sealed: Vec<u8> = demo.read(move |c| {
        let found = c.first("SELECT citizen_cipher FROM member WHERE phone_hash = ?1", bind![&hash], |r| r.get(0))?;
        found.ok_or_else(|| crate::Error::broken("no such member"))
    });
    assert!(demo.secret.unseal(&sealed).unwrap().ends_with(&account.password));
}

#[test]
fn the_accounts_have_what_their_notes_promise() {
    let demo = looked_at();
    let asked = |phone: &str| {
        let hash = demo.secret.lookup(phone);
        demo.read(move |c| {
            let sql = "SELECT COUNT(*) FROM attendee a JOIN meeting m ON m.id = a.meeting_id JOIN member p ON p.id = a.member_id
                       WHERE p.phone_hash = ?1 AND a.told_at IS NOT NULL AND a.answer IS NULL AND m.step = 'answer'
                         AND m.cancelled = 0 AND m.answer_deadline > ?2";
            c.number(sql, bind![&hash, now().plus(gsdj_domain::time::DAY)])
        })
    };
    assert!(asked("19900000001") >= 1 && asked("19900000002") >= 1 && asked("19900000003") >= 1);
    let waiting = "SELECT s.code FROM meeting m JOIN org s ON s.id = m.reviewer_id WHERE m.step = 'review'";
    let reviewers: BTreeSet<String> = demo.texts(waiting).into_iter().collect();
    assert!(reviewers.contains("620724001901") && reviewers.contains("620724001000"));
    let direct = demo.read(|c| {
        let sql = "SELECT s.kind FROM org o JOIN org s ON s.id = o.superior_id WHERE o.code = ?1";
        c.first(sql, bind![DIRECT_BRANCH], |r| r.coded::<OrgKind>(0))
    });
    assert_eq!(direct, Some(OrgKind::Committee));
}

#[test]
fn branches_publish_share_and_are_urged_in_every_state() {
    let demo = looked_at();
    let today = now().0;
    for (what, least) in [
        (
            format!(
                "SELECT COUNT(*) FROM disclosure WHERE begins_at <= {today} AND ends_at > {today} AND withdrawn_at IS NULL"
            ),
            20,
        ),
        (format!("SELECT COUNT(*) FROM disclosure WHERE begins_at > {today}"), 1),
        (format!("SELECT COUNT(*) FROM disclosure WHERE ends_at <= {today}"), 1),
        ("SELECT COUNT(*) FROM disclosure WHERE version > 1".into(), 1),
        ("SELECT COUNT(*) FROM disclosure WHERE withdrawn_at IS NOT NULL".into(), 1),
        ("SELECT COUNT(*) FROM urge WHERE settled_at IS NULL".into(), 3),
        ("SELECT COUNT(*) FROM urge WHERE settled_at IS NOT NULL".into(), 1),
        ("SELECT COUNT(*) FROM experience_comment".into(), 8),
        ("SELECT COUNT(*) FROM filed WHERE read_at IS NULL".into(), 1),
    ] {
        let sql = what.clone();
        let found = demo.read(move |c| c.number(&sql, &[]));
        assert!(found >= least, "{what}: {found}");
    }
    for state in ExperienceState::ALL.iter().filter(|s| **s != ExperienceState::TakenDown) {
        let found = demo.read(|c| c.number("SELECT COUNT(*) FROM experience WHERE state = ?1", bind![state.code()]));
        assert!(found > 0, "{}", state.label());
    }
    // whoever reads it was told of what began, and of nothing that is to come
    assert_eq!(demo.number("SELECT COUNT(*) FROM disclosure WHERE announced_at IS NULL"), 1);
    let unmarked = "SELECT COUNT(*) FROM disclosure_version WHERE title NOT LIKE '%（示例）'";
    assert_eq!(demo.number(unmarked), 0);
}

#[test]
fn every_size_has_its_figures_and_the_branches_of_the_accounts() {
    use super::units::{FRESH_BRANCH, STAR_BRANCH, STAR_GENERAL_BRANCH, each, has_committee};
    for (size, committees) in [(Size::Small, 3), (Size::County, 60), (Size::Province, 1_501)] {
        let mut codes = BTreeSet::new();
        let (mut found, mut branches, mut members, mut fewest) = (0, 0, 0, usize::MAX);
        each(size, |unit| {
            found += usize::from(unit.kind == OrgKind::Committee);
            if let Some((_, n)) = unit.members {
                (branches, members, fewest) = (branches + 1, members + n, fewest.min(n));
            }
            assert!(codes.insert(unit.code.clone()), "{} comes twice", unit.code);
            assert!(
                unit.superior.is_empty() || unit.superior < unit.code || unit.superior[9..] > *"900",
                "{}",
                unit.code
            );
            Ok::<(), std::convert::Infallible>(())
        })
        .unwrap();
        assert_eq!((found, branches, members), (committees, size.branches(), size.members()));
        assert!(fewest >= 6, "{}: a branch of {fewest}", size.name());
        for code in [STAR_BRANCH, STAR_GENERAL_BRANCH, DIRECT_BRANCH, FRESH_BRANCH] {
            assert!(codes.contains(code), "{}: {code}", size.name());
        }
    }
    assert!(has_committee(STAR_BRANCH) && has_committee(DIRECT_BRANCH) && !has_committee(FRESH_BRANCH));
}
