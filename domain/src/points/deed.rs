//! What a deed is called in the ledger: `<thing>:<id>`, with more behind it where one thing is done more than once.

/// What a reversal's deed begins with; behind it stands the entry that is undone.
const REVERSAL: &str = "reversal:";

/// The deed of the entry that undoes the entry `id`: as a deed counts once, so an entry is undone once.
#[must_use]
pub fn reversal_of(id: i64) -> String {
    format!("{REVERSAL}{id}")
}

/// Whether a deed is a reversal.
#[must_use]
pub fn is_reversal(deed: &str) -> bool {
    deed.starts_with(REVERSAL)
}

/// The page on which a deed can be looked at, by the thing it was done with; nothing where there is none.
#[must_use]
pub fn link(deed: &str) -> Option<String> {
    let mut parts = deed.split(':');
    let (thing, id) = (parts.next()?, parts.next()?);
    let page = match thing {
        "meeting" => "/meetings",
        "experience" => "/experiences",
        "course" => "/learning/courses",
        "lesson" => "/learning/lessons",
        "book" => "/library/works",
        _ => return None,
    };
    id.bytes().all(|b| b.is_ascii_digit()).then(|| format!("{page}/{id}")).filter(|_| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_leads_to_its_thing() {
        assert_eq!(link("meeting:17").as_deref(), Some("/meetings/17"));
        assert_eq!(link("lesson:17:3").as_deref(), Some("/learning/lessons/17"));
        for nowhere in ["2026-03-10", "guest:theme_day:2026-03", "meeting:", "meeting:x", "reversal:7"] {
            assert_eq!(link(nowhere), None, "{nowhere}");
        }
        assert!(is_reversal(&reversal_of(7)) && !is_reversal("meeting:7"));
    }
}
