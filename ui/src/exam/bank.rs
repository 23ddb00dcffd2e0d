//! Parts of the bank's pages: filters, and the import from a spreadsheet.

mod import;

pub use import::Import;

use crate::api::exam::BankFilter;
use crate::api::query;
use crate::kit::use_replace;
use gsdj_domain::exam::{QuestionKind, Subject};
use leptos::prelude::*;

/// Filters; the address says what is shown.
#[component]
pub fn Tools(filter: Memo<BankFilter>) -> impl IntoView {
    let replace = StoredValue::new_local(use_replace(false));
    let go = move |to: BankFilter| replace.with_value(|go| go(&query::with("/exams/bank", &to.pairs())));
    let change = move |f: fn(&mut BankFilter, String)| {
        move |ev: leptos::ev::Event| {
            let mut to = filter.get_untracked();
            f(&mut to, event_target_value(&ev));
            go(to);
        }
    };
    let choices = |all: Vec<(&'static str, &'static str)>, chosen: Signal<&'static str>| {
        let option = move |(code, label): (&'static str, &'static str)| view! { <option value=code selected=move || chosen.get() == code>{label}</option> };
        all.into_iter().map(option).collect_view()
    };
    let subjects = std::iter::once(("", "全部科目")).chain(Subject::ALL.iter().map(|s| (s.code(), s.label())));
    let kinds = std::iter::once(("", "全部题型")).chain(QuestionKind::ALL.iter().map(|k| (k.code(), k.label())));
    let states = vec![("", "全部状态"), ("true", "启用"), ("false", "停用")];
    let subject = Signal::derive(move || filter.with(|f| f.subject.map_or("", Subject::code)));
    let kind = Signal::derive(move || filter.with(|f| f.kind.map_or("", QuestionKind::code)));
    let active = Signal::derive(move || match filter.with(|f| f.active) {
        Some(true) => "true",
        Some(false) => "false",
        None => "",
    });
    view! {
        <form class="list-tools" role="search" on:submit=|ev| ev.prevent_default()>
            <select class="select search" aria-label="科目" on:change=change(|f, v| f.subject = Subject::from_code(&v))>{choices(subjects.collect(), subject)}</select>
            <select class="select search" aria-label="题型" on:change=change(|f, v| f.kind = QuestionKind::from_code(&v))>{choices(kinds.collect(), kind)}</select>
            <select class="select search" aria-label="状态" on:change=change(|f, v| f.active = v.parse().ok())>{choices(states, active)}</select>
            <input class="input search" type="search" name="q" aria-label="查找题目" placeholder="按题目查找"
                prop:value=move || filter.with(|f| f.q.clone()) on:change=change(|f, v| f.q = v)/>
        </form>
    }
}
