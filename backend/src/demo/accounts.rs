//! The accounts of a demo: known beforehand, the same in every size.

use super::people::KNOWN;
use super::place::COUNTIES;
use super::units::{DIRECT_BRANCH, FRESH_BRANCH, PROVINCE, STAR_BRANCH, STAR_COMMITTEE, STAR_GENERAL_BRANCH};
use gsdj_domain::account::Role;
use gsdj_domain::content::Site;
use gsdj_domain::member::citizen;
use serde::Serialize;

/// An account to sign in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    /// Its role.
    pub role: Role,
    /// What to type as the account.
    pub account: String,
    /// The password.
    pub password: String,
    /// The name shown.
    pub name: String,
    /// What there is to see.
    pub note: String,
}

impl DemoAccount {
    /// Whether its password is still the registry's first one.
    pub(super) fn is_first(&self) -> bool {
        self.account == KNOWN[2].phone
    }
}

/// The editors: one for each site, in the order of the sites.
pub(super) const EDITORS: &[(Site, &str)] = &[
    (Site::Province, "甘肃编辑（示例）"),
    (Site::Lanzhou, "兰州编辑（示例）"),
    (Site::Jiayuguan, "嘉峪关编辑（示例）"),
    (Site::Jinchang, "金昌编辑（示例）"),
    (Site::Baiyin, "白银编辑（示例）"),
    (Site::Tianshui, "天水编辑（示例）"),
    (Site::Wuwei, "武威编辑（示例）"),
    (Site::Zhangye, "张掖编辑（示例）"),
    (Site::Pingliang, "平凉编辑（示例）"),
    (Site::Jiuquan, "酒泉编辑（示例）"),
    (Site::Qingyang, "庆阳编辑（示例）"),
    (Site::Dingxi, "定西编辑（示例）"),
    (Site::Longnan, "陇南编辑（示例）"),
    (Site::Linxia, "临夏编辑（示例）"),
    (Site::Gannan, "甘南编辑（示例）"),
];

/// The password of every editor.
pub(super) const fn editor_password() -> &'static str {
    password(Role::Editor)
}

/// The password of a role.
const fn password(role: Role) -> &'static str {
    match role {
        Role::ProvinceAdmin => "gsdj-sheng-2026",
        Role::CommitteeAdmin => "gsdj-dangwei-2026",
        Role::GeneralBranchAdmin => "gsdj-zongzhi-2026",
        Role::BranchAdmin => "gsdj-zhibu-2026",
        Role::Member | Role::Guest => "gsdj-dangyuan-2026",
        Role::Editor => "gsdj-bianji-2026",
    }
}

/// Every account, one for each role first.
#[must_use]
pub fn accounts() -> Vec<DemoAccount> {
    let org = |role, code: &str, name: &str, note: &str| DemoAccount {
        role,
        account: code.into(),
        password: password(role).into(),
        name: name.into(),
        note: note.into(),
    };
    let member = |at: usize, note: &str| DemoAccount {
        role: Role::Member,
        account: KNOWN[at].phone.into(),
        password: password(Role::Member).into(),
        name: KNOWN[at].name.into(),
        note: note.into(),
    };
    // a site's first editor has this name
    let editor = |(site, name): &(Site, &str)| DemoAccount {
        role: Role::Editor,
        account: format!("{}01", site.code().to_ascii_uppercase()),
        password: editor_password().into(),
        name: (*name).into(),
        note: format!("编辑“{}”的栏目，稿件由省委组织部审核", site.title()),
    };
    let mut first = member(2, "首次登录，须先修改密码（初始密码为身份号码后六位）");
    first.password = first_password();
    let known = vec![
        org(Role::ProvinceAdmin, PROVINCE, "中共甘肃省委组织部（示例）", "看全省"),
        org(Role::CommitteeAdmin, STAR_COMMITTEE, "川口乡党委（示例）", "审核直属支部的会议"),
        org(Role::GeneralBranchAdmin, STAR_GENERAL_BRANCH, "川口片区党总支（示例）", "审核所属支部的会议"),
        org(Role::BranchAdmin, STAR_BRANCH, "高台村党支部（示例）", "有反馈中、待审核等各种状态的会议"),
        member(0, "有一个会议等待反馈"),
        member(1, "支部书记，有一个会议等待反馈"),
        org(Role::BranchAdmin, DIRECT_BRANCH, "大崖村党支部（示例）", "上级是党委，没有党总支"),
        org(Role::BranchAdmin, FRESH_BRANCH, "北庄物流公司党支部（示例）", "尚未成立支委会，不能创建会议"),
        first,
    ];
    known.into_iter().chain(EDITORS.iter().map(editor)).collect()
}

/// The first password of the member who has not changed it yet.
fn first_password() -> String {
    let area = COUNTIES.iter().find(|c| STAR_BRANCH.starts_with(c.code)).map(|c| c.area()).unwrap_or_default();
    citizen::first_password(&KNOWN[2].citizen(&area)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::account::password::check;

    #[test]
    fn every_role_that_signs_in_has_an_account_with_a_good_password() {
        let all = accounts();
        for role in Role::ALL.iter().filter(|r| **r != Role::Guest) {
            assert!(all.iter().any(|a| a.role == *role), "{}", role.label());
        }
        for account in all.iter().filter(|a| !a.is_first()) {
            assert_eq!(check(&account.password, &[&account.account]), Ok(()), "{}", account.name);
        }
    }
}
