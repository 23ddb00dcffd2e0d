//! `/library/works/:id/read`: the reader; the chapter in the address, or where the work was left on any device.

use super::page_work::Contents;
use super::player::Player;
use super::reader::{PagesPane, TextPane};
use super::tracker::Tracker;
use crate::api;
use crate::kit::{Button, ButtonKind, Empty, Icon, IconName, Loaded, PageHead, Sheet, use_id, use_load, use_replace};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::library::{BookChapter, ChapterKind, WorkView, progress};
use gsdj_domain::{ChapterId, WorkId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn ReadPage() -> impl IntoView {
    view! { <Only permission=Permission::ReadLibrary><Page/></Only> }
}

#[component]
fn Page() -> impl IntoView {
    let id = use_id(WorkId);
    view! { <div class="reader-page">{move || id.get().map(|id| view! { <Work id=id/> })}</div> }
}

#[component]
fn Work(id: WorkId) -> impl IntoView {
    // read once: telling a place must not draw the text anew
    let load = use_load(move || api::library::work(id), &[]);
    let waiting = move || load.data().with(Option::is_none);
    view! {
        {move || waiting().then(|| view! { <PageHead title="阅读" back=format!("/library/works/{id}")/> })}
        <Loaded load=load view={move |view: Signal<WorkView>| view! { <Opened work=view.get_untracked()/> }}/>
    }
}

/// What all parts of an open work share.
#[derive(Clone, Copy)]
pub struct Session {
    /// The place.
    pub tracker: Tracker,
    /// The work.
    pub work: StoredValue<WorkView>,
    /// The contents are open.
    pub contents: RwSignal<bool>,
    /// A recording goes on into the next chapter.
    pub goes_on: RwSignal<bool>,
}

impl Session {
    /// The address of a chapter in the reader.
    #[must_use]
    pub fn address(self, chapter: ChapterId) -> String {
        self.work.with_value(|w| format!("/library/works/{}/read?chapter={chapter}", w.row.id))
    }

    /// How far one has come, in thousandths.
    #[must_use]
    pub fn progress(self) -> Signal<u32> {
        let place = self.tracker.place();
        Signal::derive(move || place.with(|p| self.work.with_value(|w| progress(&w.contents, p))))
    }
}

#[component]
fn Opened(work: WorkView) -> impl IntoView {
    let map = use_query_map();
    let asked = Memo::new(move |_| map.read().get("chapter").and_then(|c| c.parse::<i64>().ok()).map(ChapterId));
    let (id, title) = (work.row.id, work.row.title.clone());
    let head = view! { <PageHead title=title back=format!("/library/works/{id}")/> };
    let Some(tracker) = Tracker::open(&work, asked.get_untracked()) else {
        return view! {
            {head}
            <Empty icon=IconName::Book title="还没有可以阅读的内容" text="编辑完成以后再来看看。">
                <a class="btn btn-primary" href="/library">"回到图书库"</a>
            </Empty>
        }
        .into_any();
    };
    let session = Session {
        tracker,
        work: StoredValue::new(work),
        contents: RwSignal::new(false),
        goes_on: RwSignal::new(false),
    };
    // another chapter in the address is another place
    Effect::new(move |before: Option<Option<ChapterId>>| {
        let asked = asked.get();
        let opens = |id: ChapterId| session.work.with_value(|w| w.contents.iter().any(|c| c.id == id && c.opens()));
        if let Some(id) = asked.filter(|id| before.is_some_and(|b| b != Some(*id)) && opens(*id)) {
            // the place of another device is told by its address too, and stays as it is
            if tracker.place().with_untracked(|place| place.chapter != id) {
                tracker.go(id, 0);
            }
            session.contents.set(false);
        }
        asked
    });
    let place = tracker.place();
    let chapter = Memo::new(move |_| place.with(|p| p.chapter));
    let load = use_load(move || api::library::chapter(chapter.get()), &[]);
    view! {
        {head}
        <Elsewhere session=session/>
        <Loaded load=load view={move |view: BookChapter| match view.item.kind {
            ChapterKind::Audio => view! { <Player session=session chapter=view/> }.into_any(),
            ChapterKind::Pages => view! { <PagesPane session=session chapter=view/> }.into_any(),
            ChapterKind::Text | ChapterKind::Part => view! { <TextPane session=session chapter=view/> }.into_any(),
        }}/>
        <ContentsSheet session=session chapter=chapter/>
    }
    .into_any()
}

/// Another device has read on meanwhile.
#[component]
fn Elsewhere(session: Session) -> impl IntoView {
    let tracker = session.tracker;
    let go = StoredValue::new(use_replace(false));
    let follow = move |_| {
        tracker.settle(true);
        let chapter = tracker.place().with_untracked(|place| place.chapter);
        go.with_value(|go| go(&session.address(chapter)));
    };
    let named = move || {
        tracker.elsewhere.get().map(|place| {
            let item = session.work.with_value(|w| w.contents.iter().find(|c| c.id == place.chapter).cloned());
            item.map_or_else(|| "别处".into(), |c| format!("“{}”", c.title))
        })
    };
    move || {
        named().map(|there| {
            view! {
                <section class="why" role="status">
                    <h2 class="why-title">"您在另一台设备上读到了别处"</h2>
                    <p>{format!("那台设备停在{there}。")}</p>
                    <div class="row wrap">
                        <Button kind=ButtonKind::Primary on_click=follow>"去那里"</Button>
                        <Button kind=ButtonKind::Line on_click=move |_| tracker.settle(false)>"留在这里"</Button>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn ContentsSheet(session: Session, chapter: Memo<ChapterId>) -> impl IntoView {
    view! {
        <Sheet open=session.contents title="目录">
            {move || session.work.with_value(|w| view! { <Contents id=w.row.id items=w.contents.clone() open=Some(chapter.get())/> })}
        </Sheet>
    }
}

/// The ways to the chapters before and after.
#[component]
pub fn Onward(session: Session, previous: Option<ChapterId>, next: Option<ChapterId>) -> impl IntoView {
    let way = move |id: Option<ChapterId>, label: &'static str, icon: IconName| {
        id.map(|id| view! { <a class="btn btn-line" href=session.address(id)><Icon name=icon/>{label}</a> })
    };
    let done = next.is_none().then(|| view! { <p class="muted">"已经是最后一章"</p> });
    view! {
        <nav class="row wrap reader-onward" aria-label="前后章节">
            {way(previous, "上一章", IconName::Back)}
            {way(next, "下一章", IconName::Forward)}
            {done}
        </nav>
    }
}
