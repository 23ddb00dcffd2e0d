//! The demo's articles and remarks.

use super::looked_at;
use crate::bind;
use gsdj_domain::content::{ArticleState, Site};
use gsdj_domain::reaction::RemarkState;

#[test]
fn every_site_has_something_to_read_and_articles_stand_in_every_state() {
    let demo = looked_at();
    for site in Site::ALL {
        let code = site.code();
        let count = |what: &str| {
            let sql = format!("SELECT COUNT(*) FROM article a WHERE a.site = '{code}' AND a.live = 1 {what}");
            demo.read(move |c| c.number(&sql, &[]))
        };
        assert!(count("") >= 20, "{}: {}", site.label(), count(""));
        let heads = "AND EXISTS (SELECT 1 FROM article_place p JOIN site_column x ON x.id = p.column_id
                     WHERE p.article_id = a.id AND x.code = 'headlines')";
        assert!(count(heads) >= 4, "{}", site.label());
    }
    for state in ArticleState::ALL {
        let found = demo.read(|c| c.number("SELECT COUNT(*) FROM article WHERE state = ?1", bind![state.code()]));
        assert!(found > 0, "{}", state.label());
    }
    assert_eq!(demo.number("SELECT COUNT(*) FROM article_version WHERE title NOT LIKE '%（示例）'"), 0);
    for state in RemarkState::ALL.iter().filter(|state| **state != RemarkState::Removed) {
        let found = demo.read(|c| c.number("SELECT COUNT(*) FROM remark WHERE state = ?1", bind![state.code()]));
        assert!(found > 0, "{}", state.label());
    }
    assert!(demo.number("SELECT COUNT(*) FROM article WHERE pinned = 1") >= 1);
}
