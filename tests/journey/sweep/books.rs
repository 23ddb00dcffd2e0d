//! The library's pages in the demo as it is filled.

use super::places::with;
use crate::journey::harness::Demo;

/// Addresses of the library.
pub struct BookPlaces {
    pub work: String,
    pub read: String,
    pub heard: String,
    edit: String,
}

impl BookPlaces {
    pub async fn find(demo: &Demo) -> Self {
        let of = async |kind: &str| {
            let sql = format!("SELECT MIN(id) FROM work WHERE kind = '{kind}' AND state = 'published'");
            demo.platform.number(sql).await
        };
        let (journal, audio) = (of("journal").await, of("audio").await);
        Self {
            work: format!("/library/works/{journal}"),
            read: format!("/library/works/{journal}/read"),
            heard: format!("/library/works/{audio}/read"),
            edit: format!("/library/desk/{journal}"),
        }
    }

    /// What everybody signed in may read.
    pub fn of_readers(&self) -> Vec<String> {
        let fixed = ["/library", "/library?kind=book", "/library?order=popular", "/library/shelf"];
        with(&fixed, &[&self.work, &self.read, &self.heard])
    }

    pub fn of_editors(&self) -> Vec<String> {
        with(&["/library/desk"], &[&self.edit])
    }
}
