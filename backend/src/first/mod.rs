//! The first view of a guest's page: what the browser would ask for a moment later comes with the page itself, as text that is
//! read before the program is there, and as the answers for which the program would ask. Whoever is signed in gets the page
//! as it is: theirs is kept by the browser, and what they see is their own.
//!
//! Nothing here decides what a guest may see. The API is asked as anybody from outside would ask it.

mod ask;
mod courses;
mod door;
mod frame;
mod insert;
mod manual;
mod news;

pub use ask::Visitor;
pub use insert::put_into;

use ask::Asked;
use axum::Router;
use gsdj_domain::Instant;
use gsdj_domain::content::Site;
use maud::Markup;

/// A page's first view.
#[derive(Debug)]
pub struct First {
    /// What the page is called.
    title: String,
    /// What it is about, in a sentence or two; empty when the platform's own will do.
    says: String,
    /// The address of a picture for whoever passes the page on.
    picture: Option<String>,
    /// The text.
    text: Markup,
    /// Every answer that was needed for it.
    asked: Asked,
}

/// What an address leads to.
enum Page<'a> {
    Door,
    Front(Site),
    Column(&'a str),
    Article(&'a str),
    Learning,
    Centre,
    Courses,
    Course(&'a str),
    Lesson(&'a str),
    Topics,
    Portals,
    Search,
    Manual,
    Instruction(&'a str),
}

fn page(path: &str) -> Option<Page<'_>> {
    let parts: Vec<_> = path.trim_matches('/').split('/').collect();
    let number = |text: &&str| text.parse::<i64>().is_ok();
    Some(match *parts.as_slice() {
        [""] => Page::Door,
        ["news"] => Page::Front(Site::Province),
        ["sites", code] => Page::Front(Site::from_code(code).filter(|site| !site.is_province())?),
        ["columns", id] => Page::Column(Some(id).filter(number)?),
        ["articles", id] => Page::Article(Some(id).filter(number)?),
        ["learning"] => Page::Learning,
        ["learning", "centre"] => Page::Centre,
        ["learning", "courses"] => Page::Courses,
        ["learning", "courses", id] => Page::Course(Some(id).filter(number)?),
        ["learning", "lessons", id] => Page::Lesson(Some(id).filter(number)?),
        ["learning", "topics"] => Page::Topics,
        ["portals"] => Page::Portals,
        ["search"] => Page::Search,
        ["manual"] => Page::Manual,
        ["manual", slug] => Page::Instruction(slug),
        _ => return None,
    })
}

/// The first view of the page at `path` for a visitor, asked of `api` at `now`; `None` when it has none, or nothing is there to see.
pub async fn of(api: &Router, path: &str, visitor: Visitor, now: Instant) -> Option<First> {
    let page = page(path)?;
    let mut asked = Asked::of(api, visitor);
    // who is here, and where: the program asks that first of all
    asked.whatever("/api/session").await?;
    let platform = asked.get("/api/platform").await?;
    let first = match page {
        Page::Door => door::first(),
        Page::Front(site) => news::front(&mut asked, site, now).await?,
        Page::Column(id) => news::column(&mut asked, id, now).await?,
        Page::Article(id) => news::article(&mut asked, id, now).await?,
        Page::Learning => news::learning(&mut asked, now).await?,
        Page::Centre => courses::centre(&mut asked).await?,
        Page::Courses => courses::list(&mut asked).await?,
        Page::Course(id) => courses::one(&mut asked, id).await?,
        Page::Lesson(id) => courses::lesson(&mut asked, id).await?,
        Page::Topics => courses::topics(),
        Page::Portals => news::portals(&mut asked).await?,
        Page::Search => door::search(),
        Page::Manual => manual::home(),
        Page::Instruction(slug) => manual::one(slug)?,
    };
    Some(frame::around(first, &platform, asked))
}

/// The text of a first view, before the frame is around it.
#[derive(Default)]
struct Text {
    title: String,
    says: String,
    back: Option<String>,
    picture: Option<String>,
    /// The class of the page, and what stands on it.
    page: (&'static str, Markup),
    /// The heading stands in it already.
    headed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_guests_come_to_read_has_a_first_view() {
        for there in [
            "/",
            "/news",
            "/sites/lanzhou",
            "/columns/5",
            "/articles/5",
            "/learning",
            "/learning/centre",
            "/learning/courses",
            "/learning/courses/5",
            "/learning/lessons/5",
            "/learning/topics",
            "/portals",
            "/search",
            "/manual",
            "/manual/sign-in",
        ] {
            assert!(page(there).is_some(), "{there}");
        }
        for not in [
            "/home",
            "/sites/province",
            "/sites/mars",
            "/articles",
            "/articles/x",
            "/articles/5/edit",
            "/news/5",
            "/sign-in",
        ] {
            assert!(page(not).is_none(), "{not}");
        }
    }
}
