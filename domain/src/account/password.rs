//! What a good password is (FEATURES 1.4): length before complexity, and nothing anyone would guess first.

use crate::Refusal;

/// The fewest characters a password has.
pub const MIN_CHARS: usize = 8;
/// The most characters a password has (bounds the work of hashing it).
pub const MAX_CHARS: usize = 64;

/// What people try first; compared in lower case.
const COMMON: &[&str] = &[
    "12345678",
    "123456789",
    "1234567890",
    "87654321",
    "password",
    "password1",
    "qwertyui",
    "qwerty123",
    "abc12345",
    "abcd1234",
    "a1234567",
    "aa123456",
    "11111111",
    "00000000",
    "88888888",
    "66666666",
    "1qaz2wsx",
    "iloveyou",
    "admin123",
    "admin888",
    "asdfghjk",
    "woaini1314",
];

/// Checks a new password against the rules; `personal` holds what belongs to the person (phone, org code, the last
/// digits of the citizen's number) and must not appear in it.
///
/// # Errors
/// [`Refusal::WeakPassword`] with the sentence that says why.
pub fn check(password: &str, personal: &[&str]) -> Result<(), Refusal> {
    let weak = |why| Err(Refusal::WeakPassword(why));
    let chars = password.chars().count();
    if chars < MIN_CHARS {
        return weak("新密码至少 8 个字符");
    }
    if chars > MAX_CHARS {
        return weak("新密码最多 64 个字符");
    }
    if password.chars().any(char::is_control) || password.trim() != password {
        return weak("新密码首尾不能有空格，也不能包含控制字符");
    }
    let letters = password.chars().any(char::is_alphabetic);
    let others = password.chars().any(|c| !c.is_alphabetic());
    if !(letters && others) {
        return weak("新密码要同时有字母（或汉字）和数字、符号");
    }
    let lower = password.to_lowercase();
    if COMMON.contains(&lower.as_str()) || lower.chars().all(|c| lower.starts_with(c)) {
        return weak("这个密码太常见，容易被猜到，请换一个");
    }
    if personal.iter().any(|p| p.chars().count() >= 6 && lower.contains(&p.to_lowercase())) {
        return weak("新密码不能包含账号、手机号或身份号码");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_told_why() {
        for weak in ["", "abc123", "12345678901", "abcdefghij", "Password1", " spaced123", "x13800000001y"] {
            assert!(check(weak, &["13800000001"]).is_err(), "{weak}");
        }
        assert!(check(&"a1".repeat(33), &[]).is_err());
    }

    #[test]
    fn good_ones_pass_also_in_chinese() {
        for good in ["gaotai-2026-cun", "高台村支部2026年春", "correct horse 9"] {
            assert_eq!(check(good, &["620000000001"]), Ok(()), "{good}");
        }
    }
}
