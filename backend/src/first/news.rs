//! The first views of news: a site's front page, a column, an article.

use super::Text;
use super::ask::Asked;
use super::courses::way_on;
use gsdj_domain::content::{
    Area, ArticleRow, ArticleView, Column, ColumnBlock, ColumnKind, ColumnRef, ColumnTree, ColumnView, FrontPage,
    LINKS_SAY, Link, LinkGroup, Links, Site, below, front_of, lead_first, when,
};
use gsdj_domain::learning::EDUCATION_WAYS;
use gsdj_domain::{FileId, Instant, Page, rich};
use maud::{Markup, PreEscaped, html};

/// The address of a picture that is shown so wide.
fn picture(file: FileId, width: u32) -> String {
    format!("/api/files/{file}?width={width}")
}

fn address(row: &ArticleRow) -> String {
    format!("/articles/{}", row.id)
}

fn column_address(id: impl std::fmt::Display) -> String {
    format!("/columns/{id}")
}

fn title(row: &ArticleRow) -> Markup {
    html! { @if row.pinned { span.chip.tone-gold { "置顶" } " " } (row.title) }
}

fn card(row: &ArticleRow, with_column: bool, now: Instant) -> Markup {
    html! {
        a.news-card href=(address(row)) {
            @if let Some(file) = row.cover { span.news-cover { img src=(picture(file, 320)) alt="" decoding="async"; } }
            span.grow {
                span.news-title { (title(row)) }
                @if !row.summary.is_empty() { span.news-summary { (row.summary) } }
                span.news-line { (row.line(with_column, now)) }
            }
        }
    }
}

fn line(row: &ArticleRow, now: Instant) -> Markup {
    html! { a.news-one href=(address(row)) { span.grow { (title(row)) } span.news-day { (when(row.at, now)) } } }
}

/// The headlines: the first large, the others beside it.
fn heads(rows: &[ArticleRow], now: Instant) -> Option<Markup> {
    let (lead, others) = rows.split_first()?;
    Some(html! {
        section.news-heads aria-label="头条" {
            a.news-lead href=(address(lead)) {
                @match lead.cover {
                    Some(file) => { img src=(picture(file, 960)) alt="" decoding="async" fetchpriority="high"; }
                    None => { span.news-lead-plain aria-hidden="true" {} }
                }
                span.news-lead-words {
                    b { (lead.title) }
                    span.news-lead-summary { (lead.summary) }
                    span.news-lead-line { (lead.line(false, now)) }
                }
            }
            @if !others.is_empty() { ul.news-heads-more { @for row in others { li { (card(row, false, now)) } } } }
        }
    })
}

fn sites(here: Site) -> Markup {
    html! {
        nav.sites aria-label="市州站点" {
            b.sites-name aria-hidden="true" { "市州站点" }
            ul { @for site in Site::ALL {
                li { a href=(site.address()) aria-current=[(*site == here).then_some("page")] { (site.among_others()) } }
            } }
        }
    }
}

/// A site's front page; none while nothing is published.
pub async fn front(asked: &mut Asked, site: Site, now: Instant) -> Option<Text> {
    let code = site.code();
    let front: FrontPage = asked.get(&format!("/api/front?site={code}&area=news")).await?;
    let tree: ColumnTree = asked.get(&format!("/api/columns?site={code}")).await?;
    if front.is_empty() {
        return None;
    }
    let headlines = lead_first(front.headlines);
    let main = html! {
        (sites(site))
        div.news-search { span.input {} }
        @if let Some(heads) = heads(&headlines, now) { (heads) }
        div.news-blocks { @for block in &front.blocks { (self::block(block, &tree.columns, now)) } }
    };
    let (_, title) = front_of(site);
    let says = format!("{title}：{}", titles(&headlines));
    let back = Some(if site.is_province() { "/".into() } else { "/news".into() });
    let picture = headlines.iter().find_map(|row| row.cover).map(|file| picture(file, 960));
    Some(Text { title, says, back, picture, page: ("news-page", main), ..Text::default() })
}

/// 党员教育: the ways on, and what of it can be read.
pub async fn learning(asked: &mut Asked, now: Instant) -> Option<Text> {
    let province = Site::Province.code();
    let front: FrontPage = asked.get(&format!("/api/front?site={province}&area={}", Area::Education.code())).await?;
    let tree: ColumnTree = asked.get(&format!("/api/columns?site={province}")).await?;
    let main = html! {
        nav aria-label="党员教育" {
            ul.doors.news-topics {
                @for way in EDUCATION_WAYS.iter().filter(|way| way.is_open(&[])) {
                    li { a.door href=(way.to) { (way_on(way)) } }
                }
            }
        }
        div.news-blocks { @for block in &front.blocks { (self::block(block, &tree.columns, now)) } }
    };
    let says = EDUCATION_WAYS.map(|way| way.label).join("、");
    Some(Text { title: "党员教育".into(), says, page: ("news-page learning", main), ..Text::default() })
}

/// The catalogue of links.
pub async fn portals(asked: &mut Asked) -> Option<Text> {
    let links: Links = asked.get("/api/links").await?;
    let of = |group: LinkGroup| links.links.iter().filter(move |link| link.group == group && !link.address.is_empty());
    let door = |link: &Link| {
        html! { a.door href=(link.address) target="_blank" rel="noopener noreferrer" {
            span.door-icon {}
            span.grow { b { (link.name) } span.cell-note { (link.host()) } }
            @if link.earns { span.chip.tone-gold { "+1 分" } }
        } }
    };
    let main = html! {
        p.muted { (LINKS_SAY) }
        @for group in LinkGroup::ALL { @if of(*group).next().is_some() {
            section.tv-row.portal-group {
                h2.panel-title { (group.label()) }
                ul.doors.portal-list { @for link in of(*group) { li { (door(link)) } } }
            }
        } }
    };
    Some(Text {
        title: "学习平台".into(),
        says: LINKS_SAY.into(),
        back: Some("/learning".into()),
        page: ("page-wide portals", main),
        ..Text::default()
    })
}

/// The titles in one line.
fn titles(rows: &[ArticleRow]) -> String {
    rows.iter().map(|row| row.title.as_str()).collect::<Vec<_>>().join("；")
}

fn block(block: &ColumnBlock, columns: &[Column], now: Instant) -> Markup {
    let to = column_address(block.column.id);
    let topics = block.column.kind == ColumnKind::Topics;
    let children = below(columns, block.column.id);
    let (first, lines) = block.shown();
    html! {
        section.panel.news-block {
            header.news-block-head { h2 { a href=(to) { (block.column.name) } } a.news-more href=(to) { "更多" } }
            @if !children.is_empty() {
                nav.chips aria-label=(if topics { "专题" } else { "子栏目" }) {
                    @for child in &children { a.chip-button href=(column_address(child.id)) { (child.name) } }
                }
            }
            @if let Some(row) = first { (card(row, false, now)) }
            ul.news-lines { @for row in lines { li { (line(row, now)) } } }
        }
    }
}

fn crumbs(front: &(String, String), path: &[ColumnRef]) -> Markup {
    html! {
        nav aria-label="当前位置" {
            ol.crumbs {
                li { a.link href=(front.0) { (front.1) } }
                @for column in path { li { a.link href=(column_address(column.id)) { (column.name) } } }
            }
        }
    }
}

/// A column with the first page of its articles.
pub async fn column(asked: &mut Asked, id: &str, now: Instant) -> Option<Text> {
    let view: ColumnView = asked.get(&format!("/api/columns/{id}")).await?;
    let rows: Page<ArticleRow> = asked.get(&format!("/api/columns/{id}/articles")).await?;
    let front = view.column.front();
    let back = view.back();
    let topics = view.column.kind == ColumnKind::Topics;
    let main = html! {
        (crumbs(&front, &view.path))
        @if topics {
            ul.doors.news-topics { @for child in &view.below {
                li { a.door.news-topic href=(column_address(child.id)) { span.door-icon {} b.grow { (child.name) } } }
            } }
        } @else if !view.below.is_empty() {
            nav.chips aria-label="子栏目" { @for child in &view.below { a.chip-button href=(column_address(child.id)) { (child.name) } } }
        }
        @if !topics || view.first_year.is_some() {
            div.list-tools.news-tools { span.input {} }
            ul.panel.news-list { @for row in &rows.items { li { (card(row, topics, now)) } } }
        }
    };
    let says = titles(&rows.items);
    let picture = rows.items.iter().find_map(|row| row.cover).map(|file| picture(file, 960));
    Some(Text {
        title: view.column.name,
        says,
        back: Some(back),
        picture,
        page: ("page-narrow news-column", main),
        ..Text::default()
    })
}

/// What the one reader of texts finds in an article, and nothing else.
fn body(html: &str) -> Markup {
    let html = rich::to_html(&rich::read_html(html));
    PreEscaped(html.replace("<img data-file=\"", "<img src=\"/api/files/"))
}

/// An article.
pub async fn article(asked: &mut Asked, id: &str, now: Instant) -> Option<Text> {
    let view: ArticleView = asked.get(&format!("/api/articles/{id}")).await?;
    let row = &view.row;
    let front = front_of(row.site);
    let said = |label: &str, text: &str| (!text.is_empty()).then(|| html! { span { (label) "：" (text) } });
    let about = html! {
        p.news-about {
            @if let Some(source) = said("来源", &row.source) { (source) }
            @if let Some(author) = said("作者", &view.author) { (author) }
            span { (if view.dated.is_some() { "日期" } else { "发布" }) "：" (when(row.at, now)) }
        }
    };
    let main = html! {
        (crumbs(&front, &view.path))
        article.panel.news-paper {
            header {
                h2.news-headline.phone-only { (row.title) }
                @if !view.subtitle.is_empty() { p.news-subtitle { (view.subtitle) } }
                (about)
                div.news-size {}
            }
            div.news-body.read-1 { div.reading.rich { (body(&view.body)) } }
        }
        @if !view.more.is_empty() {
            section.panel.news-others { ul.news-lines { @for row in &view.more { li { (line(row, now)) } } } }
        }
    };
    let back = Some(view.back());
    let picture = row.cover.map(|file| picture(file, 960));
    Some(Text {
        title: row.title.clone(),
        says: row.summary.clone(),
        back,
        picture,
        page: ("page-narrow news-article", main),
        ..Text::default()
    })
}
