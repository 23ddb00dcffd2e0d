//! 导出 PDF, 导出 Word, 打印: each says what it is doing and, where it fails, why.

use crate::api;
use crate::api::archive::Print;
use crate::kit::{Button, ButtonKind, Icon, IconName, Tone, toast};
use gsdj_domain::MeetingId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Pdf,
    Word,
    Paper,
}

/// The buttons.
#[component]
pub fn Exports(meeting: MeetingId) -> impl IntoView {
    let doing = RwSignal::new(None::<Doing>);
    let fault = RwSignal::new(None::<String>);
    let busy = move |what: Doing| Signal::derive(move || doing.get() == Some(what));
    let begin = move |what: Doing| {
        let free = doing.get_untracked().is_none();
        if free {
            doing.set(Some(what));
            fault.set(None);
        }
        free
    };
    let end = move |outcome: Result<Option<String>, String>| {
        // the page may have gone meanwhile
        let _ = doing.try_set(None);
        match outcome {
            Ok(Some(said)) => toast::show(Tone::Ok, said),
            Ok(None) => {}
            Err(sentence) => {
                let _ = fault.try_set(Some(sentence));
            }
        }
    };
    let save = move |what: Doing, print: Print| {
        if begin(what) {
            spawn_local(async move { end(api::archive::save(meeting, print).await.map(Some)) });
        }
    };
    let paper = move || {
        if begin(Doing::Paper) {
            // opened while the press still counts: later, browsers take it for an advertisement
            let tab = window().open_with_url_and_target("", "_blank").ok().flatten();
            spawn_local(async move { end(api::archive::show(meeting, tab).await.map(|()| None)) });
        }
    };
    let says = move || match doing.get() {
        Some(Doing::Pdf) | Some(Doing::Paper) => "正在生成 PDF，照片多的要几秒钟…",
        Some(Doing::Word) => "正在生成 Word…",
        None => "",
    };
    view! {
        <div class="exports" role="group" aria-label="导出会议记录">
            <Button kind=ButtonKind::Line busy=busy(Doing::Pdf) on_click=move |_| save(Doing::Pdf, Print::Pdf)>
                <Icon name=IconName::Download/>"导出 PDF"
            </Button>
            <Button kind=ButtonKind::Line busy=busy(Doing::Word) on_click=move |_| save(Doing::Word, Print::Docx)>
                <Icon name=IconName::Download/>"导出 Word"
            </Button>
            // in the app the system's own program opens the PDF, and prints it
            <Show when=|| !api::is_app()>
                <Button kind=ButtonKind::Line busy=busy(Doing::Paper) on_click=move |_| paper()>
                    <Icon name=IconName::Paper/>"打印"
                </Button>
            </Show>
        </div>
        <p class="hint" role="status">{says}</p>
        <p class="fault" role="alert">{move || fault.get()}</p>
    }
}
