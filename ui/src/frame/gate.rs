//! Where somebody has to go first: guests to the sign-in, fresh accounts to their first own password. Pure.

use crate::api::session::Who;
use crate::api::{ApiError, query};

/// How somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not known yet.
    Unknown,
    /// Nobody is signed in.
    Guest,
    /// Signed in, but the first password has to be changed.
    MustChange,
    /// Signed in.
    In,
}

impl Standing {
    /// How somebody stands, as far as is known.
    #[must_use]
    pub fn of(who: &Who) -> Self {
        match who {
            Who::Nobody => Self::Guest,
            Who::Known(me) if me.must_change_password => Self::MustChange,
            Who::Known(_) => Self::In,
            Who::Unknown | Who::Failed(_) => Self::Unknown,
        }
    }
}

/// What stands in the middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// The page.
    Open,
    /// A skeleton: it is not known yet, or somebody is being led elsewhere.
    Wait,
    /// The platform could not be asked who it is.
    Failed(ApiError),
}

/// Whether the page can be shown; a guest on an open page does not wait for the answer.
#[must_use]
pub fn gate(who: &Who, path: &str, was_signed_in: bool) -> Gate {
    match who {
        Who::Unknown if is_open(path) && !was_signed_in => Gate::Open,
        Who::Failed(_) if is_open(path) => Gate::Open,
        Who::Failed(error) => Gate::Failed(error.clone()),
        Who::Unknown => Gate::Wait,
        Who::Nobody | Who::Known(_) if redirect(Standing::of(who), path, "").is_some() => Gate::Wait,
        Who::Nobody | Who::Known(_) => Gate::Open,
    }
}

/// Pages that everybody may see.
const OPEN: [&str; 10] =
    ["/", "/verify", "/sign-in", "/manual", "/learning", "/services", "/news", "/portals", "/search", "/server"];

/// How the addresses of others begin that everybody may see.
const OPEN_BELOW: [&str; 4] = ["/manual/", "/sites/", "/columns/", "/articles/"];

fn is_open(path: &str) -> bool {
    OPEN.contains(&path) || OPEN_BELOW.iter().any(|start| path.starts_with(start)) || is_open_learning(path)
}

/// Courses are for everybody to look at (FEATURES 0.5); one's own choice, certificates and the editors' pages are not.
fn is_open_learning(path: &str) -> bool {
    let inside = path.strip_prefix("/learning/").and_then(|rest| rest.split('/').next());
    matches!(inside, Some("centre" | "courses" | "topics" | "lessons")) && !path.ends_with("/certificate")
}

/// Where to go instead of `path`; `None` when it may be seen.
#[must_use]
pub fn redirect(standing: Standing, path: &str, search: &str) -> Option<String> {
    let open = is_open(path);
    match standing {
        Standing::Unknown => None,
        Standing::Guest if open => None,
        Standing::Guest => Some(query::with("/sign-in", &[("to", whole(path, search))])),
        Standing::MustChange if path == "/password" || path.starts_with("/manual") => None,
        Standing::MustChange => Some("/password".into()),
        Standing::In if path == "/sign-in" => Some(target(search)),
        Standing::In => None,
    }
}

/// Path and query; the router leaves the question mark out, the browser does not.
fn whole(path: &str, search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// Where signing in leads: where one wanted to go, if that is a page of ours.
#[must_use]
pub fn target(search: &str) -> String {
    let to = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("to="));
    to.and_then(unescape).filter(|to| is_ours(to)).unwrap_or_else(|| "/home".into())
}

/// `//elsewhere` and `/\elsewhere` are addresses of other sites to a browser.
fn is_ours(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path != "/"
        && !path.starts_with("/sign-in")
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_signs_in_and_comes_back_to_the_page() {
        let to = redirect(Standing::Guest, "/meetings/7", "?tab=1").unwrap();
        assert_eq!(to, "/sign-in?to=%2Fmeetings%2F7%3Ftab%3D1");
        assert_eq!(redirect(Standing::Guest, "/meetings/7", "tab=1").as_deref(), Some(to.as_str()));
        assert_eq!(redirect(Standing::In, "/sign-in", &to["/sign-in".len()..]).as_deref(), Some("/meetings/7?tab=1"));
    }

    #[test]
    fn the_manual_and_the_doors_are_open() {
        for path in ["/", "/sign-in", "/manual", "/manual/sign-in", "/news", "/sites/lanzhou", "/articles/7"] {
            assert_eq!(redirect(Standing::Guest, path, ""), None, "{path}");
        }
        assert_eq!(redirect(Standing::Unknown, "/meetings", ""), None);
    }

    #[test]
    fn guests_look_at_courses_and_own_none() {
        for path in
            ["/learning/centre", "/learning/courses", "/learning/courses/7", "/learning/lessons/7", "/learning/topics"]
        {
            assert_eq!(redirect(Standing::Guest, path, ""), None, "{path}");
        }
        for path in
            ["/learning/chosen", "/learning/courses/7/certificate", "/learning/manage", "/learning/group-studies"]
        {
            assert!(redirect(Standing::Guest, path, "").is_some(), "{path}");
        }
    }

    #[test]
    fn the_first_password_comes_before_anything_else() {
        assert_eq!(redirect(Standing::MustChange, "/meetings", "").as_deref(), Some("/password"));
        assert_eq!(redirect(Standing::MustChange, "/password", ""), None);
    }

    #[test]
    fn only_those_who_were_signed_in_wait_for_the_guide() {
        assert_eq!(gate(&Who::Unknown, "/", false), Gate::Open);
        assert_eq!(gate(&Who::Unknown, "/", true), Gate::Wait);
        assert_eq!(gate(&Who::Nobody, "/home", false), Gate::Wait);
        assert_eq!(gate(&Who::Failed(ApiError::Offline), "/home", true), Gate::Failed(ApiError::Offline));
        assert_eq!(gate(&Who::Failed(ApiError::Offline), "/manual/answer", true), Gate::Open);
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        for bad in [
            "?to=https%3A%2F%2Fx.example",
            "?to=%2F%2Fx.example",
            "?to=%2F%5Cx.example",
            "?to=%zz",
            "",
            "?to=%2Fsign-in",
        ] {
            assert_eq!(target(bad), "/home", "{bad}");
        }
    }
}
