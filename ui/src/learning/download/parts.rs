//! Asking for a lesson or a whole course, and seeing how far it has come; nothing of it in a browser.

use super::model::{amount, missing, percent};
use crate::api::{self, device};
use crate::kit::{Button, ButtonKind, Icon, IconName, Tone, toast};
use gsdj_domain::LessonId;
use gsdj_domain::shell::{Download, DownloadState};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What lies on this device, read again whenever it changes; nothing before it was read.
#[must_use]
pub fn use_downloads() -> RwSignal<Option<Vec<Download>>> {
    let all = RwSignal::new(None);
    let version = device::downloads_version();
    Effect::new(move |_| {
        version.get();
        if api::is_app() {
            spawn_local(async move {
                match device::downloads().await {
                    // the page may be gone
                    Ok(list) => drop(all.try_set(Some(list))),
                    Err(sentence) => toast::show(Tone::Bad, sentence),
                }
            });
        } else {
            all.set(Some(Vec::new()));
        }
    });
    all
}

/// Asks for these; what can't be had is said.
pub fn ask(lessons: Vec<LessonId>, busy: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    spawn_local(async move {
        for lesson in lessons {
            if let Err(sentence) = device::download(lesson).await {
                toast::show(Tone::Bad, sentence);
                break;
            }
        }
        busy.try_set(false);
    });
}

/// Removes one.
pub fn remove(lesson: LessonId) {
    spawn_local(async move {
        if let Err(sentence) = device::drop_download(lesson).await {
            toast::show(Tone::Bad, sentence);
        }
    });
}

/// On a lesson's page: download it, or how far it has come.
#[component]
pub fn DownloadLesson(lesson: LessonId) -> impl IntoView {
    api::is_app().then(|| view! { <Lesson lesson=lesson/> })
}

#[component]
fn Lesson(lesson: LessonId) -> impl IntoView {
    let all = use_downloads();
    let busy = RwSignal::new(false);
    let own = Memo::new(move |_| all.get().map(|all| all.into_iter().find(|d| d.lesson == lesson)));
    view! {
        <section class="row wrap download" aria-label="离线学习">
            {move || match own.get() {
                None => ().into_any(),
                Some(None) => view! {
                    <Button kind=ButtonKind::Quiet busy=busy on_click=move |_| ask(vec![lesson], busy)><Icon name=IconName::Download/>"下载到本机"</Button>
                    <span class="muted small">"没有网络时也能学，联网后自动补记"</span>
                }.into_any(),
                Some(Some(download)) => view! { <Here download=download busy=busy/> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Here(download: Download, busy: RwSignal<bool>) -> impl IntoView {
    let lesson = download.lesson;
    match download.state {
        DownloadState::Whole => view! {
            <span class="row"><Icon name=IconName::Check/><span>"已下载，没有网络也能学"</span></span>
            <a class="btn btn-quiet btn-small" href="/me/downloads">"我的下载"</a>
        }
        .into_any(),
        DownloadState::Loading => view! {
            <Coming download=download/>
            <Button kind=ButtonKind::Line on_click=move |_| remove(lesson)>"取消下载"</Button>
        }
        .into_any(),
        DownloadState::Failed => view! {
            <span class="fault">{download.sentence}</span>
            <Button kind=ButtonKind::Quiet busy=busy on_click=move |_| ask(vec![lesson], busy)>"重新下载"</Button>
        }
        .into_any(),
    }
}

/// How far it has come.
#[component]
pub fn Coming(download: Download) -> impl IntoView {
    let done = percent(&download);
    view! {
        <span class="row download-coming">
            <progress max="100" value=done.to_string() aria-label="下载进度">{format!("{done}%")}</progress>
            <span class="small">{format!("正在下载 {}", amount(&download))}</span>
        </span>
    }
}

/// On a course's page: download all of its lessons.
#[component]
pub fn DownloadCourse(#[prop(into)] lessons: Signal<Vec<LessonId>>) -> impl IntoView {
    api::is_app().then(|| view! { <Course lessons=lessons/> })
}

#[component]
fn Course(lessons: Signal<Vec<LessonId>>) -> impl IntoView {
    let all = use_downloads();
    let busy = RwSignal::new(false);
    let rest = Memo::new(move |_| all.get().map(|all| lessons.with(|lessons| missing(&all, lessons))));
    view! {
        {move || rest.get().map(|rest| if rest.is_empty() {
            view! { <a class="btn btn-quiet" href="/me/downloads"><Icon name=IconName::Check/>"课时都在我的下载里"</a> }.into_any()
        } else {
            view! {
                <Button kind=ButtonKind::Quiet busy=busy on_click=move |_| ask(rest.clone(), busy)><Icon name=IconName::Download/>"下载全部课时"</Button>
            }.into_any()
        })}
    }
}
