//! The SQL of exams, by table: the bank, the exams, the sittings, the books of wrong answers, the results.
//!
//! Short lists of places (options shown, chosen, right) stand as digits, lists of subjects as codes with commas between.

pub(super) mod paper;
pub(super) mod question;
pub(super) mod result;
pub(super) mod sitting;
pub(super) mod wrong;

use gsdj_domain::exam::Subject;

/// Places as digits: there are six options at most.
pub(crate) fn digits(places: &[u8]) -> String {
    places.iter().map(u8::to_string).collect()
}

/// And back.
pub(crate) fn places(digits: &str) -> Vec<u8> {
    digits.bytes().map(|b| b.saturating_sub(b'0')).collect()
}

/// Subjects as codes.
fn codes(subjects: &[Subject]) -> String {
    let mut all: Vec<&str> = Subject::ALL.iter().filter(|s| subjects.contains(s)).map(|s| s.code()).collect();
    all.dedup();
    all.join(",")
}

/// And back.
fn subjects(codes: &str) -> Vec<Subject> {
    codes.split(',').filter_map(Subject::from_code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(places(&digits(&[3, 0, 5])), [3, 0, 5]);
        assert_eq!(digits(&[]), "");
        assert_eq!(subjects(&codes(&[Subject::Platform, Subject::Rules])), [Subject::Rules, Subject::Platform]);
    }
}
