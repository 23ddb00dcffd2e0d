//! The citizen's identity number (公民身份号码, GB 11643-1999) and how personal numbers are masked.

use chrono::NaiveDate;

/// Why a text is no citizen's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not 17 digits followed by a digit or X.
    #[error("公民身份号码应为 18 位")]
    Shape,
    /// The birth date within is no date.
    #[error("公民身份号码中的出生日期不存在")]
    Birth,
    /// The check digit does not fit.
    #[error("公民身份号码校验位不正确")]
    CheckDigit,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// The check character that belongs to 17 digits; `None` when they are not 17 digits.
#[must_use]
pub fn check_char(seventeen: &str) -> Option<char> {
    if seventeen.len() != 17 {
        return None;
    }
    let mut sum = 0;
    for (c, w) in seventeen.chars().zip(WEIGHTS) {
        sum += c.to_digit(10)? * w;
    }
    CHECKS.get((sum % 11) as usize).map(|b| char::from(*b))
}

/// Reads a citizen's number: trimmed, the check letter in upper case.
///
/// # Errors
/// [`Fault`] with the sentence that says what is wrong.
pub fn parse(text: &str) -> Result<String, Fault> {
    let number = text.trim().to_ascii_uppercase();
    if number.len() != 18 || !number.is_ascii() {
        return Err(Fault::Shape);
    }
    let (body, last) = number.split_at(17);
    let check = check_char(body).ok_or(Fault::Shape)?;
    if birth(&number).is_none() {
        return Err(Fault::Birth);
    }
    if last.starts_with(check) { Ok(number) } else { Err(Fault::CheckDigit) }
}

/// The birth date within a citizen's number.
#[must_use]
pub fn birth(number: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(number.get(6..14)?, "%Y%m%d").ok()
}

/// The first password: the last six characters of the number (REGISTRY.md).
#[must_use]
pub fn first_password(number: &str) -> &str {
    number.get(number.len().saturating_sub(6)..).unwrap_or(number)
}

/// 138****0001; shorter texts are hidden whole.
#[must_use]
pub fn mask_phone(phone: &str) -> String {
    mask(phone, 3, 4)
}

/// 6201**********1234; shorter texts are hidden whole.
#[must_use]
pub fn mask_number(number: &str) -> String {
    mask(number, 4, 4)
}

fn mask(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= head + tail {
        return "*".repeat(chars.len());
    }
    let hidden = chars.len() - head - tail;
    chars.iter().enumerate().map(|(i, c)| if i < head || i >= head + hidden { *c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standard_s_own_example_is_valid() {
        // GB 11643-1999, 附录 A
        assert_eq!(check_char("11010519491231002"), Some('X'));
        assert_eq!(parse(" 11010519491231002x "), Ok("11010519491231002X".into()));
        assert_eq!(parse("110105194912310021"), Err(Fault::CheckDigit));
        assert_eq!(parse("11010519491331002X"), Err(Fault::Birth));
        assert_eq!(parse("1101051949123100"), Err(Fault::Shape));
        assert_eq!(parse("一二三四五六"), Err(Fault::Shape));
    }

    #[test]
    fn numbers_are_masked() {
        assert_eq!(mask_phone("13800000001"), "138****0001");
        assert_eq!(mask_phone("139"), "***");
        assert_eq!(mask_number("11010519491231002X"), "1101**********002X");
        assert_eq!(first_password("11010519491231002X"), "31002X");
    }

    proptest! {
        #[test]
        fn nothing_makes_the_reader_panic(text in "\\PC{0,24}") {
            let _ = parse(&text);
            let _ = mask_phone(&text);
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(serial in 0u32..1000, at in 14usize..17, by in 1u32..10) {
            let body = format!("62010219800101{serial:03}");
            let check = check_char(&body).unwrap();
            let mut digits: Vec<char> = body.chars().collect();
            let old = digits[at].to_digit(10).unwrap();
            digits[at] = char::from_digit((old + by) % 10, 10).unwrap();
            let wrong: String = digits.into_iter().chain([check]).collect();
            prop_assert_eq!(parse(&wrong), Err(Fault::CheckDigit));
        }
    }
}
