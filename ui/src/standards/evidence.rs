//! Evidence as it is read: meetings lead to themselves, photos open large, documents are downloaded.

use crate::kit::{Icon, IconName, use_now};
use crate::meeting::parts::record_view::{Attachments, Photos};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::standards::{EvidenceKind, EvidenceLink, EvidenceView};
use leptos::prelude::*;

/// Which picture a kind has.
const fn icon(kind: EvidenceKind) -> IconName {
    match kind {
        EvidenceKind::Committee | EvidenceKind::Groups => IconName::People,
        EvidenceKind::Overview => IconName::Home,
        EvidenceKind::File | EvidenceKind::Note => IconName::Paper,
        EvidenceKind::Disclosure => IconName::News,
        EvidenceKind::GeneralMeeting
        | EvidenceKind::CommitteeMeeting
        | EvidenceKind::GroupMeeting
        | EvidenceKind::PartyLecture
        | EvidenceKind::ThemeDay
        | EvidenceKind::LifeMeeting => IconName::Calendar,
    }
}

/// What shows that an item is met.
#[component]
pub fn EvidenceRead(evidence: Vec<EvidenceView>) -> impl IntoView {
    let files = |photos: bool| {
        let files = evidence.iter().filter_map(|e| e.file.clone());
        files.filter(|f| (f.kind == FileKind::Photo) == photos).collect::<Vec<FileInfo>>()
    };
    let others: Vec<_> = evidence.iter().filter(|e| e.file.is_none()).cloned().collect();
    let some = !others.is_empty();
    view! {
        {some.then(|| view! { <ul class="std-evidence">{others.into_iter().map(|e| view! { <li><Line view=e/></li> }).collect_view()}</ul> })}
        <Photos photos=files(true)/>
        <Attachments files=files(false)/>
    }
}

/// One line: what it is, and when it was.
#[component]
fn Line(view: EvidenceView) -> impl IntoView {
    let says = Words { view: view.clone() };
    match view.id.filter(|_| view.opens) {
        Some(id) => view! { <a class="std-evidence-line" href=format!("/meetings/{id}")>{says.draw()}<Icon name=IconName::Forward/></a> }.into_any(),
        None => view! { <span class="std-evidence-line">{says.draw()}</span> }.into_any(),
    }
}

/// The words of a line.
struct Words {
    view: EvidenceView,
}

impl Words {
    fn draw(self) -> impl IntoView {
        let now = use_now();
        let EvidenceView { kind, title, at, .. } = self.view;
        let label = (title != kind.label()).then(|| kind.label());
        let note = move || {
            let when = at.map(|at| at.spoken(now.get()));
            label.map(str::to_owned).into_iter().chain(when).collect::<Vec<_>>().join(" · ")
        };
        view! {
            <Icon name=icon(kind)/>
            <span class="grow">{title}<span class="cell-note">{note}</span></span>
        }
    }
}

/// Evidence as it is put together: each can be taken out again.
#[component]
pub fn EvidenceEdit(
    #[prop(into)] evidence: Signal<Vec<EvidenceView>>,
    #[prop(into)] on_remove: Callback<EvidenceLink>,
) -> impl IntoView {
    let line = move |e: EvidenceView| {
        let link = EvidenceLink { kind: e.kind, id: e.id };
        let label = format!("移除佐证：{}", e.title);
        view! {
            <li class="std-evidence-line">
                {Words { view: e }.draw()}
                <button type="button" class="icon-button" aria-label=label on:click=move |_| on_remove.run(link)><Icon name=IconName::Close/></button>
            </li>
        }
    };
    let none = move || evidence.with(Vec::is_empty);
    view! {
        {move || none().then(|| view! { <p class="muted small">"还没有佐证。"</p> })}
        <ul class="std-evidence" id="field-evidence" tabindex="-1" aria-label="已选佐证">{move || evidence.get().into_iter().map(line).collect_view()}</ul>
    }
}
