//! RSS 2.0 of a column (FEATURES 9.5): its latest articles, with absolute addresses.

use super::answer::{Page, answer};
use super::list::public;
use super::store::{self, Strand};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::{PathId, ReadProblems};
use crate::store::Conn;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use chrono::Datelike as _;
use gsdj_domain::content::{ArticleRow, Column};
use gsdj_domain::{ColumnId, Instant};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::cmp::Reverse;
use std::io::Write;

/// Articles of a feed.
const ITEMS: usize = 30;

/// A column's latest articles as RSS 2.0.
#[utoipa::path(get, path = "/api/columns/{id}/rss", tag = "content", security(()), params(("id" = ColumnId, Path)),
    responses((status = 200, description = "RSS 2.0", content_type = "application/rss+xml", body = String), ReadProblems))]
pub(super) async fn feed(State(app): State<App>, PathId(id): PathId<ColumnId>, headers: HeaderMap) -> Result<Response> {
    let base = base(&app, &headers);
    let key = format!("rss {id} {base}");
    let make = move |c: &mut Conn<'_>, now: Instant| {
        let (column, until) = public(c, id, now)?;
        let spots = store::latest(c, Strand::all(column.id), ITEMS)?;
        let mut articles = spots.iter().map(|spot| store::line(c, spot.id)).collect::<Result<Vec<_>>>()?;
        // who reads feeds has them in the order of time
        articles.sort_by_key(|article| Reverse(article.at));
        let bytes = write(&column, &articles, &base).map_err(Error::from)?;
        Ok(Page { kind: "application/rss+xml; charset=utf-8", bytes, until })
    };
    answer(&app, key, move |c| store::column_stamp(c, id), make).await
}

/// Where the platform's pages are: as configured, or as the request says it got here.
fn base(app: &App, headers: &HeaderMap) -> String {
    if !app.config.address.is_empty() {
        return app.config.address.trim_end_matches('/').to_owned();
    }
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let scheme = if app.config.secure_cookies { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// The date of RFC 822, by the clocks of Asia/Shanghai; it has no signs for years beyond four digits.
fn date(at: Instant) -> Option<String> {
    let local = at.local();
    (0..=9999).contains(&local.year()).then(|| local.to_rfc2822())
}

fn write(column: &Column, articles: &[ArticleRow], base: &str) -> std::io::Result<Vec<u8>> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let title = format!("{} · {}", column.site.title(), column.name);
    let own = format!("{base}/columns/{}", column.id);
    let rss =
        out.create_element("rss").with_attributes([("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")]);
    rss.write_inner_content(|out| {
        out.create_element("channel").write_inner_content(|out| {
            text(out, "title", &title)?;
            text(out, "link", &own)?;
            text(out, "description", &format!("{title}的最新文章"))?;
            text(out, "language", "zh-CN")?;
            if let Some(latest) = articles.first().and_then(|latest| date(latest.at)) {
                text(out, "lastBuildDate", &latest)?;
            }
            let feed = format!("{base}/api/columns/{}/rss", column.id);
            let itself = [("href", feed.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
            out.create_element("atom:link").with_attributes(itself).write_empty()?;
            articles.iter().try_for_each(|article| item(out, article, base))
        })?;
        Ok(())
    })?;
    Ok(out.into_inner())
}

fn item<W: Write>(out: &mut Writer<W>, article: &ArticleRow, base: &str) -> std::io::Result<()> {
    let link = format!("{base}/articles/{}", article.id);
    out.create_element("item").write_inner_content(|out| {
        text(out, "title", &article.title)?;
        text(out, "link", &link)?;
        text(out, "description", &article.summary)?;
        text(out, "category", &article.column.name)?;
        out.create_element("guid").with_attribute(("isPermaLink", "true")).write_text_content(BytesText::new(&link))?;
        date(article.at).map_or(Ok(()), |at| text(out, "pubDate", &at))
    })?;
    Ok(())
}

fn text<W: Write>(out: &mut Writer<W>, name: &str, value: &str) -> std::io::Result<()> {
    // XML 1.0 has no signs for most control characters, nor for the last two of the first plane
    let clean: String = value.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    out.create_element(name).write_text_content(BytesText::new(&clean))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::ArticleId;
    use gsdj_domain::content::{Area, ColumnKind, ColumnRef, Site};

    #[test]
    fn a_feed_is_well_formed_whatever_is_in_it() {
        let column = Column {
            id: ColumnId(7),
            site: Site::Lanzhou,
            code: "notices".into(),
            parent: None,
            name: "通知 & 公告".into(),
            kind: ColumnKind::Section,
            area: Area::News,
            shown_from: None,
            shown_until: None,
            hidden: false,
        };
        let article = ArticleRow {
            id: ArticleId(9),
            site: Site::Lanzhou,
            column: ColumnRef { id: ColumnId(7), name: "通知".into() },
            title: "<b>示例\u{1}\u{fffe}\u{ffff}\u{9f}]]></b>".into(),
            summary: "\"甲\" & '乙'".into(),
            cover: None,
            source: String::new(),
            at: Instant(1_773_104_400_000),
            pinned: false,
        };
        let xml = String::from_utf8(write(&column, &[article], "https://dj.example.cn").unwrap()).unwrap();
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut starts = 0;
        loop {
            let event = reader.read_event().unwrap();
            if event == Event::Eof {
                break;
            }
            starts += usize::from(matches!(event, Event::Start(_)));
        }
        assert_eq!(starts, 14);
        assert!(xml.contains("<link>https://dj.example.cn/articles/9</link>"), "{xml}");
        assert!(xml.contains("<pubDate>Tue, 10 Mar 2026 09:00:00 +0800</pubDate>"), "{xml}");
        assert!(xml.contains("&lt;b&gt;示例]]&gt;&lt;/b&gt;"), "{xml}");
    }

    #[test]
    fn a_date_that_cannot_be_written_is_left_out() {
        let year = |year| Instant::midnight(chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
        for beyond in [year(-1), year(10_000), year(200_000)] {
            assert_eq!(date(beyond), None);
        }
        assert_eq!(date(year(1945)).as_deref(), Some("Mon, 1 Jan 1945 00:00:00 +0800"));
        for end in [Instant(i64::MIN), Instant(i64::MAX)] {
            date(end);
        }
    }
}
