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
pub fn Preview(form: ArticleForm, attachments: Vec<FileInfo>, columns: Vec<DeskColumn>, at: Instant) -> impl IntoView {
    let path = column::path(&columns, form.column);
    let day = form.dated.clone().unwrap_or_else(|| at.day().to_string());
    let said =
        |label: &str, text: &str| (!text.is_empty()).then(|| view! { <span>{format!("{label}：{text}")}</span> });
    let blocks = rich::read_html(&form.body);
    let empty = blocks.is_empty();
    view! {
        {(!path.is_empty()).then(|| view! { <p class="muted small">{path}</p> })}
        <article class="news-paper desk-preview">
            <header>
                <h3 class="news-headline">{form.title.clone()}</h3>
                {(!form.subtitle.is_empty()).then(|| view! { <p class="news-subtitle">{form.subtitle.clone()}</p> })}
                <p class="news-about">{said("来源", &form.source)}{said("作者", &form.author)}{said("日期", &day)}</p>
            </header>
            {empty.then(|| view! { <p class="muted">"还没有正文"</p> })}
            <div class="news-body read-1"><RichText blocks=blocks/></div>
            <Attachments files=attachments/>
        </article>
    }
}
