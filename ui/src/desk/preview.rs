//! An article as its readers will see it.

use super::model::column;
use crate::archive::RichText;
use crate::meeting::parts::record_view::Attachments;
use gsdj_domain::Instant;
use gsdj_domain::content::{ArticleForm, DeskColumn};
use gsdj_domain::file::FileInfo;
use gsdj_domain::rich;
use leptos::prelude::*;

/// The article; `at` is the day that is shown, which for one not published yet is today.
#[component]
pub fn Preview(
    form: ArticleForm,
    attachments: Vec<FileInfo>,
    columns: Vec<DeskColumn>,
    at: Instant,
) -> impl IntoView {
    let path = column::path(&columns, form.column);
    let day = form.dated.clone().unwrap_or_else(|| at.day().to_string());
    let told = |name: &str, says: &str| (!says.is_empty()).then(|| format!("{name}：{says}"));
    let line: Vec<_> = [told("来源", &form.source), told("作者", &form.author), Some(day)].into_iter().flatten().collect();
    let blocks = rich::read_html(&form.body);
    let empty = blocks.is_empty();
    view! {
        <article class="desk-preview">
            {(!path.is_empty()).then(|| view! { <p class="muted small">{path}</p> })}
            <h2 class="desk-title">{form.title}</h2>
            {(!form.subtitle.is_empty()).then(|| view! { <p class="desk-subtitle">{form.subtitle}</p> })}
            <p class="muted small desk-line">{line.join("　")}</p>
            {empty.then(|| view! { <p class="muted">"还没有正文"</p> })}
            <RichText blocks=blocks/>
            <Attachments files=attachments/>
        </article>
    }
}
