//! Runs over a store in a temporary folder: whole files in, what the store holds out.

mod files;

use super::store::probe;
use super::{Options, Source, sync};
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::store::{Location, Store};
use gsdj_domain::Instant;
use gsdj_domain::member::citizen;
use gsdj_domain::registry::{ChangeKind, Counts, Report};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const ORGS: &str = "组织代码,组织名称,组织类别,上级组织代码,单位性质类别\n\
    620000000005,村支部,党支部,620000000003,农村\n\
    620000000003,镇党委,党委,620000000002,\n\
    620000000006,机关支部,党支部,620000000004,机关\n\
    620000000002,县委,党委,620000000001,\n\
    620000000004,局总支,党总支,620000000002,\n\
    620000000001,省委组织部,省委组织部,,\n";
const VILLAGE: &str = "620000000005";
const OFFICE: &str = "620000000006";
const HEAD: &str = "公民身份号码,姓名,所在支部代码,手机号,状态\n";

/// The n-th valid citizen's number.
fn number(n: u32) -> String {
    let body = format!("62010219800101{n:03}");
    format!("{body}{}", citizen::check_char(&body).unwrap())
}

fn members(rows: &[(u32, &str, &str)]) -> String {
    let mut text = HEAD.to_owned();
    for (n, name, branch) in rows {
        writeln!(text, "{},{name},{branch},138{n:08},正常", number(*n)).unwrap();
    }
    text
}

fn three() -> String {
    members(&[(1, "甲", VILLAGE), (2, "乙", VILLAGE), (3, "丙", OFFICE)])
}

struct Place {
    dir: PathBuf,
    store: Store,
    secret: Secret,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

const NOW: Instant = Instant(1_795_000_000_000);
const FULL: Options = Options { dry_run: false, full: true, confirm_removals: None };

impl Place {
    fn empty() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("gsdj-registry-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let secret = Secret::open(&dir, None).unwrap();
        let store = Store::open(&Location::Sqlite(dir.join("a.sqlite")), Arc::new(drop), 0).unwrap();
        Self { dir, store, secret }
    }

    fn filled() -> Self {
        let place = Self::empty();
        let report = place.apply(&[ORGS, &three()]);
        assert_eq!((report.orgs.added, report.members.added), (6, 3), "{report:?}");
        place
    }

    fn sync(&self, files: &[Source], options: Options) -> Result<Report> {
        sync(&self.store, &self.secret, NOW, files, &options)
    }

    fn with(&self, texts: &[&str], options: Options) -> Result<Report> {
        let files: Vec<_> = texts.iter().enumerate().map(|(n, t)| Source::text(format!("{n}.csv"), *t)).collect();
        self.sync(&files, options)
    }

    fn apply(&self, texts: &[&str]) -> Report {
        self.with(texts, Options::default()).unwrap()
    }

    /// The refusal's sentence; nothing may have changed.
    fn refusal(&self, files: &[Source], options: Options) -> String {
        let before = probe::everything(&self.store);
        let refused = self.sync(files, options).unwrap_err();
        assert_eq!(probe::everything(&self.store), before);
        match refused {
            Error::Refused(refusal) => refusal.sentence(),
            Error::Conflict | Error::Internal(_) => panic!("{refused:?}"),
        }
    }
}

fn rejected(report: &Report) -> Vec<String> {
    let all = report.tables.iter().flat_map(|t| &t.rejected);
    all.map(|r| format!("{} {} {}", r.line, r.column, r.reason)).collect()
}

fn idle(unchanged: u64) -> Counts {
    Counts { unchanged, ..Counts::default() }
}

#[test]
fn files_in_any_order_make_the_tree_and_its_members() {
    let place = Place::empty();
    // members before organisations, branches before their superiors
    let report = place.apply(&[&three(), ORGS]);
    assert!(rejected(&report).is_empty(), "{report:?}");
    assert_eq!(probe::path(&place.store, VILLAGE), "省委组织部/县委/镇党委/村支部");
    assert_eq!(probe::path(&place.store, OFFICE), "省委组织部/县委/局总支/机关支部");
    assert_eq!(probe::member(&place.store, "丙").as_deref(), Some("机关支部 present"));
    assert_eq!(place.secret.unseal(&probe::sealed(&place.store, "甲")).unwrap(), number(1));
    assert_eq!(probe::phone(&place.store, "甲"), "138****0001");
    assert_eq!(probe::runs(&place.store), (1, 1));
}

#[test]
fn the_same_files_again_change_nothing() {
    let place = Place::filled();
    let before = probe::everything(&place.store);
    let report = place.apply(&[ORGS, &three()]);
    assert!(report.is_idle());
    assert_eq!((report.orgs, report.members), (idle(6), idle(3)));
    assert_eq!(probe::everything(&place.store), before);
}

#[test]
fn a_dry_run_tells_the_same_and_does_nothing() {
    let place = Place::empty();
    let dry = place.with(&[ORGS, &three()], Options { dry_run: true, ..Options::default() }).unwrap();
    assert!(probe::everything(&place.store).is_empty());
    assert_eq!(probe::runs(&place.store), (0, 0));
    let wet = place.apply(&[ORGS, &three()]);
    assert_eq!(Report { dry_run: false, ..dry }, wet);
}

#[test]
fn an_interrupted_run_leaves_the_store_as_it_was() {
    let place = Place::filled();
    probe::refuse_member(&place.store, "丁");
    let before = probe::everything(&place.store);
    let file = members(&[(1, "改名", OFFICE), (4, "戊", OFFICE), (5, "丁", OFFICE)]);
    let orgs = ORGS.replace("县委", "县委改名");
    assert!(matches!(place.with(&[&orgs, &file], Options::default()), Err(Error::Internal(_))));
    assert_eq!(probe::everything(&place.store), before);
}

#[test]
fn a_member_in_another_branch_has_moved_and_the_post_ends() {
    let place = Place::filled();
    probe::give_post(&place.store, "甲");
    let report = place.apply(&[&members(&[(1, "甲", OFFICE), (2, "乙", VILLAGE)])]);
    assert_eq!(report.members, Counts { moved: 1, unchanged: 1, ..Counts::default() });
    let change = report.changes.iter().find(|c| c.kind == ChangeKind::Moved).unwrap();
    assert_eq!((change.from.as_deref(), change.to.as_deref()), (Some("村支部"), Some("机关支部")));
    assert_eq!(change.key, citizen::mask_number(&number(1)));
    assert_eq!(probe::member(&place.store, "甲").as_deref(), Some("机关支部 present"));
    assert_eq!(probe::posts(&place.store), 0);
}

#[test]
fn a_committee_that_moves_takes_its_subtree_and_its_meetings_along() {
    let place = Place::filled();
    probe::hold_meeting(&place.store, VILLAGE);
    assert_eq!(probe::sees_meeting(&place.store), ["省委组织部", "县委", "镇党委", "村支部"]);
    let report = place.apply(&["组织代码,组织名称,组织类别,上级组织代码\n620000000003,镇党委,党委,620000000001\n"]);
    assert_eq!(report.orgs.moved, 1);
    assert_eq!(probe::path(&place.store, VILLAGE), "省委组织部/镇党委/村支部");
    assert_eq!(probe::sees_meeting(&place.store), ["省委组织部", "镇党委", "村支部"]);
}

#[test]
fn wrong_rows_stay_out_with_line_and_column_and_the_others_go_in() {
    let place = Place::filled();
    let (good, x) = (number(7), number(8));
    let text = format!(
        "{HEAD}{good},庚,{VILLAGE},,\n\n{good},庚二,{VILLAGE},,\n{x},辛,{OFFICE}\n{x},,{OFFICE},,\n{x},辛,620000000003,,\n\
         {x},辛,620000009999,,\n{x},辛,{OFFICE},1234,\n123,辛,{OFFICE},,\n{x},辛,{OFFICE},,停职\n{x},辛,{OFFICE},,,多\n"
    );
    let report = place.apply(&[&text]);
    assert_eq!(
        rejected(&report),
        [
            "4 公民身份号码 与第 2 行重复",
            "5  这一行只有 3 列，表头有 5 列",
            "6 姓名 不能为空",
            "7 所在支部代码 该组织是党委，党员只能在党支部",
            "8 所在支部代码 所在支部不存在",
            "9 手机号 应为 11 位手机号",
            "10 公民身份号码 公民身份号码应为 18 位",
            "11 状态 应为正常、流动、停止党籍、转出省外之一",
            "12  这一行有 6 列，表头只有 5 列，请检查是否有未加引号的逗号",
        ]
    );
    assert_eq!(report.members, Counts { added: 1, rejected: 9, ..Counts::default() });
    assert_eq!(report.tables[0].rows, 10);
    let shown = serde_json::to_string(&report).unwrap() + &super::print::text(&report);
    assert!(!shown.contains(&good) && !shown.contains(&x), "{shown}");
}

#[test]
fn a_number_that_was_rejected_once_may_still_come_in_right() {
    let place = Place::filled();
    let n = number(9);
    let report = place.apply(&[&format!("{HEAD}{n},壬,620000009999,,\n{n},壬,{VILLAGE},,\n")]);
    assert_eq!(report.members, Counts { added: 1, rejected: 1, ..Counts::default() });
}

#[test]
fn wrong_organisations_stay_out_and_their_members_with_them() {
    let place = Place::filled();
    let orgs = "组织代码,组织名称,组织类别,上级组织代码,状态\n\
        620000000010,甲委,党委,620000000011,\n620000000011,乙委,党委,620000000010,\n\
        620000000012,新支部,党支部,620000000010,\n620000000013,独支部,党支部,,\n620000000014,又一省,省委组织部,,\n\
        620000000003,镇党委,党支部,620000000002,\n620000000004,局总支,党总支,620000000002,撤销\n\
        620000000015,好支部,党支部,620000000002,\n620000000015,好支部,党支部,620000000002,\n1,x,党支部,620000000002,\n";
    let report = place.apply(&[orgs, &members(&[(11, "癸", "620000000012")])]);
    assert_eq!(
        rejected(&report),
        [
            "2 上级组织代码 上下级关系成环",
            "3 上级组织代码 上下级关系成环",
            "4 上级组织代码 上级组织所在行未被接受",
            "5 上级组织代码 除省委组织部外都要有上级组织",
            "6 组织类别 已有一个省委组织部",
            "7 组织类别 类别不能改变：仍有 1 个下级组织不能直属于新类别",
            "8 状态 不能撤销：仍有 1 个正常的下级组织",
            "10 组织代码 与第 9 行重复",
            "11 组织代码 应为 12 位数字",
            "2 所在支部代码 所在支部在组织表中的行未被接受",
        ]
    );
    assert_eq!(report.orgs, Counts { added: 1, rejected: 9, ..Counts::default() });
}

#[test]
fn a_full_file_removes_only_what_was_confirmed_and_history_stays() {
    let place = Place::filled();
    probe::give_post(&place.store, "甲");
    let files = [Source::text("m.csv", members(&[(2, "乙", VILLAGE)]))];
    assert_eq!(place.sync(&files, Options::default()).unwrap().members, idle(1));
    let dry = place.sync(&files, Options { dry_run: true, ..FULL }).unwrap();
    assert_eq!((dry.removals, dry.members.removed), (2, 2));
    let sentence = place.refusal(&files, FULL);
    assert!(sentence.contains("--confirm-removals 2"), "{sentence}");
    assert!(place.refusal(&files, Options { confirm_removals: Some(1), ..FULL }).contains("不一致"));
    let report = place.sync(&files, Options { confirm_removals: Some(2), ..FULL }).unwrap();
    assert_eq!(report.members, Counts { removed: 2, unchanged: 1, ..Counts::default() });
    assert_eq!(probe::member(&place.store, "甲").as_deref(), Some("村支部 removed"));
    assert_eq!(probe::posts(&place.store), 0);
    // again: nothing is left to remove; and whoever comes back is there again
    assert!(place.sync(&files, FULL).unwrap().is_idle());
    let report = place.apply(&[&format!("公民身份号码,姓名,所在支部代码\n{},甲,{VILLAGE}\n", number(1))]);
    assert_eq!(report.members.changed, 1);
    assert_eq!(probe::member(&place.store, "甲").as_deref(), Some("村支部 present"));
}

#[test]
fn a_rejected_row_is_not_absent_from_a_full_file() {
    let place = Place::filled();
    let text = three().replace("甲", "").replace(OFFICE, "620000009999");
    let dry = place.with(&[&text], Options { dry_run: true, ..FULL }).unwrap();
    assert_eq!((dry.removals, dry.members.rejected), (0, 2));
}

#[test]
fn a_full_file_of_organisations_dissolves_from_the_leaves_and_warns_of_members_left_behind() {
    let place = Place::filled();
    let rest: String =
        ORGS.lines().filter(|l| !l.contains("局总支") && !l.contains("机关支部")).map(|l| format!("{l}\n")).collect();
    let report = place.with(&[&rest], Options { confirm_removals: Some(2), ..FULL }).unwrap();
    assert_eq!(report.orgs, Counts { removed: 2, unchanged: 4, ..Counts::default() });
    assert!(!probe::active(&place.store, OFFICE));
    assert_eq!(report.notices.len(), 1);
    assert_eq!(report.notices[0].sentence, "「机关支部」已撤销，仍有 1 名党员没有转出，他们暂时不能登录");
    // a present member can't be where nothing is any more; one who has left can
    let late = format!("{HEAD}{},丙,{OFFICE},,正常\n{},丁,{OFFICE},,转出省外\n", number(3), number(4));
    assert_eq!(rejected(&place.apply(&[&late])), ["2 所在支部代码 所在支部已撤销"]);
}

#[test]
fn dissolving_a_branch_while_its_members_move_leaves_nothing_to_warn_of() {
    let place = Place::filled();
    let orgs = "组织代码,组织名称,组织类别,上级组织代码,状态\n620000000006,机关支部,党支部,620000000004,撤销\n";
    for dry_run in [true, false] {
        let options = Options { dry_run, ..Options::default() };
        let report = place.with(&[orgs, &members(&[(3, "丙", VILLAGE)])], options).unwrap();
        assert_eq!((report.orgs.changed, report.members.moved, report.notices.len()), (1, 1, 0));
    }
}

#[test]
fn what_a_file_has_no_column_for_stays_and_unknown_columns_are_reported() {
    let place = Place::filled();
    let phone = |name| probe::phone(&place.store, name);
    let text = format!("备注,姓名,公民身份号码,所在支部代码\nx,甲改,{},{VILLAGE}\n", number(1));
    let report = place.apply(&[&text]);
    assert_eq!(report.tables[0].unknown_columns, ["备注"]);
    assert_eq!(report.changes[0].columns, ["姓名"]);
    assert_eq!(phone("甲改"), "138****0001");
    // an empty cell is an answer
    place.apply(&[&format!("{HEAD}{},甲改,{VILLAGE},,正常\n", number(1))]);
    assert_eq!(phone("甲改"), "");
}

#[test]
fn the_same_number_in_two_files_of_a_run_names_the_other_file() {
    let place = Place::filled();
    let one = members(&[(1, "甲", VILLAGE)]);
    let report = place.apply(&[&one, &one]);
    assert_eq!(rejected(&report), ["2 公民身份号码 与文件「0.csv」第 2 行重复"]);
}

#[test]
fn another_secret_than_the_store_s_own_changes_nothing() {
    let mut place = Place::filled();
    let before = probe::everything(&place.store);
    std::fs::remove_file(place.dir.join("secret.key")).unwrap();
    place.secret = Secret::open(&place.dir, None).unwrap();
    assert!(matches!(place.with(&[&three()], Options::default()), Err(Error::Internal(_))));
    assert_eq!(probe::everything(&place.store), before);
}
