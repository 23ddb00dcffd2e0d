//! Text to read: type size and paper as one likes them, turning by key, tap and remote, the place followed as it moves.

use super::model::{Paper, Settings, Turn, key, place_at, tapped};
use super::page_read::{Onward, Session};
use crate::api;
use crate::archive::RichText;
use crate::kit::{Frame, Icon, IconName, Sheet, storage, use_frame, use_replace};
use gsdj_domain::ChapterId;
use gsdj_domain::library::{BookChapter, BookPicture, Part, laid_out};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Where this device remembers how one likes to read.
const SETTINGS: &str = "gsdj.reader";
/// How much of a screen a turn leads on: the last lines stay in sight.
const TURN: f64 = 0.86;
/// How far below the window's top the line being read stands, in CSS pixels.
const TOP: f64 = 96.0;
/// How long after the last scrolling the place is noted.
const CALM: Duration = Duration::from_millis(300);

fn settings() -> RwSignal<Settings> {
    let kept = storage::get(SETTINGS).and_then(|text| serde_json::from_str(&text).ok());
    // a television stands in a dark room
    let paper = if use_frame().get_untracked() == Frame::Tv { Paper::Night } else { Paper::default() };
    let settings = RwSignal::new(kept.unwrap_or(Settings { paper, ..Settings::default() }));
    Effect::new(move |before: Option<Settings>| {
        let now = settings.get();
        if before.is_some_and(|before| before != now)
            && let Ok(text) = serde_json::to_string(&now)
        {
            storage::put(SETTINGS, &text);
        }
        now
    });
    settings
}

/// A chapter of text.
#[component]
pub fn TextPane(session: Session, chapter: BookChapter) -> impl IntoView {
    let parts = laid_out(&chapter.pieces);
    let frame = use_frame();
    let stop = move || (frame.get() == Frame::Tv).then_some("0");
    let part = move |(at, part): (u32, Part)| {
        let inside = match part {
            Part::Block(block) => view! { <RichText blocks=vec![block]/> }.into_any(),
            Part::Picture(picture) => view! { <Picture picture=picture/> }.into_any(),
        };
        view! { <div class="reader-part" data-at=at.to_string() tabindex=stop>{inside}</div> }
    };
    view! {
        <Reading session=session chapter=chapter.clone()>
            {parts.into_iter().map(part).collect_view()}
        </Reading>
    }
}

#[component]
fn Picture(picture: BookPicture) -> impl IntoView {
    let caption = (!picture.caption.is_empty()).then(|| view! { <figcaption>{picture.caption.clone()}</figcaption> });
    view! {
        <figure class="reader-picture">
            <img src=api::file_address(picture.file) alt=picture.caption.clone() width=picture.width height=picture.height loading="lazy" decoding="async"/>
            {caption}
        </figure>
    }
}

/// A PDF: its text page by page where it has one, or the file as it was set.
#[component]
pub fn PagesPane(session: Session, chapter: BookChapter) -> impl IntoView {
    let frame = use_frame();
    let address = chapter.file.as_ref().map(|f| api::library::media_address(chapter.item.id, f));
    let address = StoredValue::new(address.unwrap_or_default());
    let has_text = !chapter.pieces.is_empty();
    let original = RwSignal::new(!has_text);
    let stop = move || (frame.get() == Frame::Tv).then_some("0");
    let chapter = StoredValue::new(chapter);
    let text = move || {
        let pieces = chapter.with_value(|c| c.pieces.clone()).into_iter().enumerate();
        let page = pieces.map(|(n, piece)| {
            let blocks = gsdj_domain::rich::read_html(&piece.text);
            let empty = blocks.is_empty().then(|| view! { <p class="muted">"这一页没有文字，请看原版"</p> });
            view! {
                <section class="reader-part" data-at=n.to_string() tabindex=stop>
                    <p class="page-number muted small">{format!("第 {} 页", n + 1)}</p>
                    {empty}
                    <RichText blocks=blocks/>
                </section>
            }
        });
        let page = page.collect_view();
        view! { <Reading session=session chapter=chapter.get_value()>{page}</Reading> }
    };
    let shown = move || {
        if !original.get() {
            return text().into_any();
        }
        view! { <Original address=address.get_value()/> }.into_any()
    };
    let choice = move |label: &'static str, of: bool| {
        view! {
            <button type="button" class="chip-button" aria-pressed=move || (original.get() == of).to_string() on:click=move |_| original.set(of)>{label}</button>
        }
    };
    view! {
        <div class="chips reader-choice" role="group" aria-label="阅读方式">
            {has_text.then(|| choice("文字", false))}
            {choice("原版", true)}
        </div>
        {shown}
    }
}

/// The PDF as it was set: in the page on a computer, in the device's own reader elsewhere.
#[component]
fn Original(address: String) -> impl IntoView {
    let frame = use_frame();
    let address = StoredValue::new(address);
    move || match frame.get() {
        Frame::Computer => {
            view! { <iframe class="reader-pdf" title="原版" src=address.get_value()></iframe> }.into_any()
        }
        Frame::Phone => view! {
            <section class="panel">
                <p>"原版用手机自带的阅读器打开，可以放大、翻页。"</p>
                <a class="btn btn-primary" href=address.get_value() target="_blank" rel="noopener">"打开原版（PDF）"</a>
            </section>
        }
        .into_any(),
        Frame::Tv => view! { <section class="panel"><p>"原版请在手机或者电脑上看，登录同一个账号即可。"</p></section> }
            .into_any(),
    }
}

/// The paper with its tools; follows the place.
#[component]
fn Reading(session: Session, chapter: BookChapter, children: Children) -> impl IntoView {
    let (id, end) = (chapter.item.id, chapter.item.length());
    let settings = settings();
    let bare = RwSignal::new(false);
    let frame = use_frame();
    follow(session, id, end);
    turn_by_keys(session, chapter.previous, chapter.next);
    restore(session.tracker.place().with_untracked(|p| if p.chapter == id { p.offset } else { 0 }));
    let tap = move |ev: leptos::ev::MouseEvent| {
        let pressed = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
        let own = pressed.is_some_and(|e| e.closest("a, button, .rich-table").ok().flatten().is_some());
        if own || frame.get_untracked() != Frame::Phone {
            return;
        }
        let width = window().inner_width().ok().and_then(|w| w.as_f64()).unwrap_or(360.0);
        match tapped(f64::from(ev.client_x()), width) {
            Turn::Tools => bare.update(|b| *b = !*b),
            Turn::Back => {
                scroll(-TURN);
            }
            Turn::On => {
                scroll(TURN);
            }
        }
    };
    // the remote's focus is where one reads
    let focused = move |ev: leptos::ev::FocusEvent| {
        let part = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
        let part = part.and_then(|e| e.closest("[data-at]").ok().flatten());
        if let Some(at) = part.filter(|_| frame.get_untracked() == Frame::Tv).as_ref().and_then(place_of) {
            session.tracker.go_within(id, at);
        }
    };
    let class = move || format!("reader {}", settings.get().paper.class());
    let style = move || format!("--reader-size: {}%", settings.get().percent());
    view! {
        <article class=class style=style on:click=tap on:focusin=focused>
            <h2 class="reader-title">{chapter.item.title.clone()}</h2>
            {children()}
            <Onward session=session previous=chapter.previous next=chapter.next/>
        </article>
        <Bar session=session settings=settings bare=bare/>
    }
}

/// The tools within thumb reach.
#[component]
fn Bar(session: Session, settings: RwSignal<Settings>, bare: RwSignal<bool>) -> impl IntoView {
    let open = RwSignal::new(false);
    let progress = session.progress();
    let size = move |by: i8, label: &'static str, sign: &'static str| {
        view! {
            <button type="button" class="chip-button" aria-label=label on:click=move |_| settings.update(|s| *s = s.sized(by))>{sign}</button>
        }
    };
    let paper = move |paper: &Paper| {
        let paper = *paper;
        view! {
            <button type="button" class=format!("paper-choice {}", paper.class()) aria-pressed=move || (settings.get().paper == paper).to_string()
                on:click=move |_| settings.update(|s| s.paper = paper)>{paper.label()}</button>
        }
    };
    view! {
        <div class="reader-bar" class:hidden=move || bare.get()>
            <button type="button" class="chip-button" on:click=move |_| session.contents.set(true)><Icon name=IconName::More/>"目录"</button>
            {size(-1, "A−，缩小字号", "A−")}
            {size(1, "A＋，放大字号", "A＋")}
            <button type="button" class="chip-button" on:click=move |_| open.set(true)>"纸张"</button>
            <span class="muted small grow reader-come" role="status">{move || format!("{}.{}%", progress.get() / 10, progress.get() % 10)}</span>
        </div>
        <Sheet open=open title="纸张颜色">
            <div class="paper-choices" role="group" aria-label="纸张颜色">{Paper::ALL.iter().map(paper).collect_view()}</div>
        </Sheet>
    }
}

fn place_of(part: &Element) -> Option<u32> {
    part.get_attribute("data-at")?.parse().ok()
}

fn parts() -> Vec<(u32, Element)> {
    let Ok(found) = document().query_selector_all(".reader [data-at]") else { return Vec::new() };
    let all = (0..found.length()).filter_map(|i| found.item(i)?.dyn_into::<Element>().ok());
    all.filter_map(|part| Some((place_of(&part)?, part))).collect()
}

/// Brings the part that holds this place to the top, once it is drawn; the beginning stays where the page begins.
fn restore(offset: u32) {
    let bring = move || {
        if offset == 0 {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            return;
        }
        let parts = parts();
        if let Some((_, part)) = parts.iter().take_while(|(at, _)| *at <= offset).last() {
            let top = part.get_bounding_client_rect().top() + window().scroll_y().unwrap_or(0.0);
            window().scroll_to_with_x_and_y(0.0, (top - TOP).max(0.0));
        }
    };
    request_animation_frame(bring);
}

/// Notes the place when scrolling has come to rest; at the foot of the page it is the end of the chapter.
fn follow(session: Session, chapter: ChapterId, end: u32) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let frame = use_frame();
    let note = move || {
        // on a television the focus is where one reads
        if frame.try_get_untracked().is_none_or(|frame| frame == Frame::Tv) {
            return;
        }
        let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
        let whole = document().document_element().map_or(0.0, |e| f64::from(e.scroll_height()));
        let scrolled = window().scroll_y().unwrap_or(0.0);
        let at_foot = scrolled > 0.0 && scrolled + height >= whole - 4.0;
        let edges: Vec<_> = parts().iter().map(|(at, part)| (*at, part.get_bounding_client_rect().top())).collect();
        session.tracker.go_within(chapter, if at_foot { end } else { place_at(&edges, TOP + 8.0) });
    };
    let handle = window_event_listener_untyped("scroll", move |_| {
        if let Some(earlier) = waiting.try_get_value().flatten() {
            earlier.clear();
        }
        waiting.try_set_value(set_timeout_with_handle(note, CALM).ok());
    });
    on_cleanup(move || {
        handle.remove();
        if let Some(timer) = waiting.try_get_value().flatten() {
            timer.clear();
        }
    });
}

/// Scrolls by a share of the screen; says whether there was anything left to scroll.
fn scroll(share: f64) -> bool {
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let whole = document().document_element().map_or(0.0, |e| f64::from(e.scroll_height()));
    let before = window().scroll_y().unwrap_or(0.0);
    let left = if share < 0.0 { before > 1.0 } else { before + height < whole - 2.0 };
    window().scroll_by_with_x_and_y(0.0, height * share);
    left
}

/// Keys turn the page, and at its ends the chapter. On a television the arrows are the focus's.
fn turn_by_keys(session: Session, previous: Option<ChapterId>, next: Option<ChapterId>) {
    let go = StoredValue::new_local(use_replace(false));
    let frame = use_frame();
    let handle = window_event_listener(leptos::ev::keydown, move |ev| {
        let typing = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
        let busy =
            typing.is_some_and(|e| e.closest("input, textarea, select, button, dialog").ok().flatten().is_some());
        if busy || ev.ctrl_key() || ev.meta_key() || ev.alt_key() || frame.get_untracked() == Frame::Tv {
            return;
        }
        let (share, beyond) = match key(&ev.key()) {
            Some(Turn::On) => (TURN, next),
            Some(Turn::Back) => (-TURN, previous),
            Some(Turn::Tools) | None => return,
        };
        ev.prevent_default();
        if let Some(chapter) = beyond.filter(|_| !scroll(share)) {
            go.with_value(|go| go(&session.address(chapter)));
        }
    });
    on_cleanup(move || handle.remove());
}
