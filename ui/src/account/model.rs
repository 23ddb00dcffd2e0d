//! Accounts and passwords in words, decided without a browser.

use gsdj_domain::account::password::{MAX_CHARS, MIN_CHARS};

/// What was typed into the account field, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or too short to tell.
    Unclear,
    /// A member's phone.
    Phone,
    /// An organisation's code.
    Org,
    /// A member's citizen number.
    Citizen,
}

/// What it looks like: a help while typing, never a refusal.
#[must_use]
pub fn kind(account: &str) -> Kind {
    let text = account.trim();
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let citizen = text.len() == 18 && text.get(..17).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
    match text.len() {
        11 if digits && text.starts_with('1') => Kind::Phone,
        12 if digits => Kind::Org,
        18 if citizen => Kind::Citizen,
        _ => Kind::Unclear,
    }
}

impl Kind {
    /// What is said below the field.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Unclear => "党组织填 12 位组织编码；党员填手机号或公民身份号码",
            Self::Phone => "按党员手机号登录",
            Self::Org => "按党组织编码登录",
            Self::Citizen => "按公民身份号码登录",
        }
    }
}

/// A rule for passwords and whether it holds for what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The rule.
    pub says: String,
    /// Whether it holds.
    pub holds: bool,
}

/// The rules that can be checked while typing; the platform checks them all again.
#[must_use]
pub fn rules(new: &str, again: &str, current: &str) -> Vec<Rule> {
    let chars = new.chars().count();
    let letters = new.chars().any(char::is_alphabetic);
    let others = new.chars().any(|c| !c.is_alphabetic());
    let rule = |says: String, holds| Rule { says, holds };
    vec![
        rule(format!("{MIN_CHARS} 到 {MAX_CHARS} 个字符"), (MIN_CHARS..=MAX_CHARS).contains(&chars)),
        rule("同时有字母（或汉字）和数字、符号".into(), letters && others),
        rule("首尾没有空格".into(), chars > 0 && new.trim() == new),
        rule("与当前密码不同".into(), chars > 0 && new != current),
        rule("两次输入一致".into(), chars > 0 && new == again),
    ]
}

/// What is missing before it is sent, for the field beside which it is said.
#[must_use]
pub fn missing(account: &str, password: &str) -> Option<(&'static str, &'static str)> {
    if account.trim().is_empty() {
        return Some(("account", "请填写账号"));
    }
    password.is_empty().then_some(("password", "请填写密码"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_known_by_its_form() {
        assert_eq!(kind("13800000001"), Kind::Phone);
        assert_eq!(kind(" 620000000001 "), Kind::Org);
        assert_eq!(kind("62010219900101123X"), Kind::Citizen);
        for unclear in ["", "1380", "党支部编码一二三四", "abcdefghijk"] {
            assert_eq!(kind(unclear), Kind::Unclear, "{unclear}");
        }
    }

    #[test]
    fn the_rules_shown_agree_with_the_platform_s() {
        for (new, good) in [
            ("gaotai-2026", true),
            ("高台村支部2026年春", true),
            ("short1", false),
            ("onlyletters", false),
            (" spaced123", false),
        ] {
            let shown = rules(new, new, "old").iter().all(|r| r.holds);
            assert_eq!(shown, good, "{new}");
            assert!(!shown || gsdj_domain::account::password::check(new, &[]).is_ok(), "{new}");
        }
        assert!(!rules("gaotai-2026", "gaotai-2027", "old").iter().all(|r| r.holds));
        assert!(!rules("gaotai-2026", "gaotai-2026", "gaotai-2026").iter().all(|r| r.holds));
    }

    #[test]
    fn what_is_missing_is_said_beside_its_field() {
        assert_eq!(missing(" ", "x").map(|m| m.0), Some("account"));
        assert_eq!(missing("620000000001", "").map(|m| m.0), Some("password"));
        assert_eq!(missing("620000000001", "x"), None);
    }
}
