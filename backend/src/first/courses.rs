//! The first views of courses: the list, and one.

use super::Text;
use super::ask::Asked;
use gsdj_domain::Page;
use gsdj_domain::learning::{
    CENTRE_WAYS, CourseOrder, CourseRow, CourseTheme, CourseTopic, CourseView, LearningHome, LessonKind, LessonView,
    ONLY_WATCHING, Way,
};
use gsdj_domain::rich;
use maud::{Markup, PreEscaped, html};

fn address(row: &CourseRow) -> String {
    format!("/learning/courses/{}", row.id)
}

fn picture(row: &CourseRow, width: u32) -> Option<String> {
    row.cover.map(|file| format!("/api/courses/{}/cover?v={file}&width={width}", row.id))
}

fn cover(row: &CourseRow) -> Markup {
    html! {
        span.course-cover {
            @if let Some((small, large)) = picture(row, 320).zip(picture(row, 640)) {
                img src=(small) srcset=(format!("{small} 320w, {large} 640w")) sizes="(max-width: 40rem) 7.5rem, 17rem" alt="" decoding="async";
            }
        }
    }
}

fn card(row: &CourseRow) -> Markup {
    html! {
        a.course-card href=(address(row)) {
            (cover(row))
            span.course-words {
                span.title { (row.title) }
                span.row.wrap {
                    @if row.recommended { span.chip.tone-gold { "推荐" } }
                    span.muted.small { (row.about()) }
                }
                @if let Some(learners) = row.studied_by() { span.muted.small.line { (learners) } }
            }
        }
    }
}

fn of_order(order: CourseOrder) -> String {
    let newest = order == CourseOrder::Newest;
    if newest { "/learning/courses".to_owned() } else { format!("/learning/courses?order={}", order.code()) }
}

fn shelf(title: &str, all: &str, rows: &[CourseRow]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.shelf {
                div.shelf-head { h2 { (title) } a.link href=(all) { "查看全部" } }
                ul.course-tiles { @for row in rows { li { (card(row)) } } }
            }
        }
    }
}

/// What stands on a way on.
pub fn way_on(way: &Way) -> Markup {
    html! {
        span.door-icon {}
        span.grow { b { (way.label) } span.cell-note { (way.says) } }
    }
}

/// The learning centre, as a guest finds it.
pub async fn centre(asked: &mut Asked) -> Option<Text> {
    let home: LearningHome = asked.get("/api/learning").await?;
    let main = html! {
        nav.learning-ways aria-label="学习中心" {
            @for way in CENTRE_WAYS.iter().filter(|way| way.is_open(&[])) {
                a.learning-way href=(way.to) { (way_on(way)) }
            }
        }
        (shelf("重点推荐", &of_order(CourseOrder::Recommended), &home.recommended))
        (shelf("热门课件", &of_order(CourseOrder::Popular), &home.popular))
        (shelf("最新课程", &of_order(CourseOrder::Newest), &home.newest))
    };
    let says = titles(&home.newest);
    Some(Text {
        title: "党员学习中心".into(),
        says,
        back: Some("/learning".into()),
        page: ("page-wide learning", main),
        ..Text::default()
    })
}

/// The topics there are now.
pub fn topics() -> Text {
    let main = html! {
        ul.topic-list { @for topic in CourseTopic::ALL {
            li { a.learning-way.large href=(topic.address()) {
                span.door-icon {}
                span.grow { b { (topic.label()) } span.cell-note { (topic.says()) } }
            } }
        } }
    };
    let says = CourseTopic::ALL.iter().map(|topic| topic.label()).collect::<Vec<_>>().join("、");
    Text {
        title: "专题学习".into(),
        says,
        back: Some("/learning/centre".into()),
        page: ("page-wide learning", main),
        ..Text::default()
    }
}

/// A lesson that a guest may watch.
pub async fn lesson(asked: &mut Asked, id: &str) -> Option<Text> {
    let view: LessonView = asked.get(&format!("/api/lessons/{id}")).await?;
    let course = format!("/learning/courses/{}", view.course);
    let sound = view.row.kind == LessonKind::Audio;
    let body = rich::to_html(&rich::read_html(&view.body));
    let main = html! {
        h2.meeting-title.phone-only { (view.row.title) }
        p.muted.small { (view.course_title) }
        @if view.row.kind.is_played() {
            div.player.sound[sound] { video {} }
            section.panel { p { (ONLY_WATCHING) } a.btn.btn-line href="/sign-in" { "登录后学习" } }
            @if !body.is_empty() { section.panel { h2.panel-title { "本课说明" } (PreEscaped(body)) } }
        } @else {
            section.panel.reading { (PreEscaped(body)) }
        }
        nav.row.wrap.lesson-ways aria-label="接着学" { a.btn.btn-line href=(course) { "回到课程" } }
    };
    let (title, says) = (view.row.title, format!("{}，{}", view.course_title, view.row.kind.label()));
    Some(Text { title, says, back: Some(course), page: ("page-wide learning lesson-page", main), ..Text::default() })
}

/// The titles in one line.
fn titles(rows: &[CourseRow]) -> String {
    rows.iter().map(|row| row.title.as_str()).collect::<Vec<_>>().join("；")
}

/// The list, as it stands when nothing was chosen.
pub async fn list(asked: &mut Asked) -> Option<Text> {
    let rows: Page<CourseRow> = asked.get("/api/courses").await?;
    let main = html! {
        div.list-tools {
            nav.chips aria-label="怎么排" { @for way in CourseOrder::ALL {
                a.chip-button href=(of_order(*way)) aria-current=[(*way == CourseOrder::Newest).then_some("true")] { (way.label()) }
            } }
            div { span.input.search {} }
        }
        nav.chips.theme-chips aria-label="看哪个主题" {
            a.chip-button href="/learning/courses" aria-current="true" { "全部主题" }
            @for one in CourseTheme::ALL { a.chip-button href=(one.address()) { (one.label()) } }
        }
        ul.course-tiles.wrap { @for row in &rows.items { li { (card(row)) } } }
    };
    let says = titles(&rows.items);
    Some(Text {
        title: "选择课程".into(),
        says,
        back: Some("/learning/centre".into()),
        page: ("page-wide learning", main),
        ..Text::default()
    })
}

/// One, with its lessons.
pub async fn one(asked: &mut Asked, id: &str) -> Option<Text> {
    let view: CourseView = asked.get(&format!("/api/courses/{id}")).await?;
    let row = &view.row;
    let main = html! {
        article.course-page {
            header.course-head {
                (cover(row))
                div.grow {
                    h2.meeting-title.phone-only { (row.title) }
                    p.muted { (row.about()) @if row.year > 0 { " · " (row.year) " 年" } }
                    @if let Some(learners) = row.studied_by() { p.muted.small { (learners) } }
                }
            }
            @if !view.introduction.is_empty() {
                section.panel { h2.panel-title { "课程简介" } p.pre-line { (view.introduction) } }
            }
            section.panel {
                h2.panel-title { "课时" }
                ol.lesson-list { @for (number, lesson) in (1..).zip(&view.lessons) {
                    li { a.lesson-line href={ "/learning/lessons/" (lesson.id) } {
                        span.lesson-number aria-hidden="true" { (number) }
                        span.grow { span.title { (lesson.title) } span.muted.small.line { (lesson.kind.label()) } }
                    } }
                } }
            }
        }
    };
    let picture = picture(row, 640);
    Some(Text {
        title: row.title.clone(),
        says: view.introduction.clone(),
        back: Some("/learning/courses".into()),
        picture,
        page: ("page-narrow learning", main),
        ..Text::default()
    })
}
