//! Reading: the text, the file beside it, and the time that reading takes, counted while the page is in view.

use super::meter::Event;
use super::study::Study;
use super::words::Words;
use crate::api;
use crate::archive::RichText;
use crate::kit::clock::steady;
use crate::kit::{Frame, Icon, IconName, size, use_frame};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::learning::LessonView;
use gsdj_domain::rich;
use leptos::prelude::*;
use std::time::Duration;

/// How often reading time is counted on.
const TICK: Duration = Duration::from_millis(1_000);
/// Between two ticks no more than this is counted, in milliseconds: a device that slept was not read on.
const TICK_MAX: i64 = 2_500;

/// What is read after `passed` more milliseconds, of `duration` in all.
#[must_use]
pub fn read_on(read: i64, passed: i64, duration: i64) -> i64 {
    (read + passed.clamp(0, TICK_MAX)).min(duration)
}

/// A text or a document to read.
#[component]
pub fn Reader(view: LessonView, study: Study) -> impl IntoView {
    let frame = use_frame();
    count(study, view.row.duration);
    let kind = view.row.kind;
    let blocks = rich::read_html(&view.body);
    let text = (!blocks.is_empty()).then(|| view! { <RichText blocks=blocks/> });
    let stop = move || (frame.get() == Frame::Tv).then_some("0");
    let lesson = view.row.id;
    let resume = Callback::new(move |()| study.open(None));
    view! {
        <section class="panel reading" tabindex=stop>
            {text}
            {view.file.map(|file| view! { <Document lesson=lesson file=file/> })}
        </section>
        <Words study=study kind=kind on_resume=resume/>
    }
}

/// Counts reading time on while the page is in view, until there is enough of it.
fn count(study: Study, duration: i64) {
    let read = StoredValue::new(None::<i64>);
    let before = StoredValue::new(steady());
    Effect::new(move |_| {
        let Some(place) = study.place.get().filter(|_| study.counts()) else { return };
        read.set_value(Some(place));
        if place < duration {
            study.hear(Event::Play);
        }
    });
    let tick = move || {
        let now = steady();
        let passed = now - before.try_get_value().unwrap_or(now);
        before.try_set_value(now);
        let Some(at) = read.try_get_value().flatten().filter(|at| *at < duration && !document().hidden()) else {
            return;
        };
        let next = read_on(at, passed, duration);
        read.set_value(Some(next));
        study.hear(Event::At(next));
        if next == duration {
            study.hear(Event::Pause);
        }
    };
    if let Ok(clock) = set_interval_with_handle(tick, TICK) {
        on_cleanup(move || clock.clear());
    }
}

/// The file: shown in the page where the browser shows such files, and always to be opened.
#[component]
fn Document(lesson: gsdj_domain::LessonId, file: FileInfo) -> impl IntoView {
    let frame = use_frame();
    let pdf = file.kind == FileKind::Pdf;
    let inside = move || pdf && frame.get() == Frame::Computer && !api::is_app() && shows_pdf();
    let address = api::learning::media(lesson);
    let shown = address.clone();
    let name = file.name.clone();
    view! {
        {move || inside().then(|| view! { <iframe class="document-frame" src=shown.clone() title=name.clone()></iframe> })}
        <a class="file" href=address target="_blank" rel="external noopener">
            <Icon name=IconName::Paper/>
            <span class="grow">{file.name.clone()}</span>
            <span class="muted small">{format!("{} · {}", file.kind.label(), size(file.bytes))}</span>
            <Icon name=IconName::Download/>
        </a>
    }
}

/// Whether the browser shows PDF files in a page.
fn shows_pdf() -> bool {
    let navigator = window().navigator();
    js_sys::Reflect::get(&navigator, &"pdfViewerEnabled".into()).is_ok_and(|v| v.as_bool().unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_time_goes_on_and_no_further_than_needed() {
        assert_eq!(read_on(0, 1_000, 30_000), 1_000);
        assert_eq!(read_on(29_500, 1_000, 30_000), 30_000);
        assert_eq!(read_on(0, 3_600_000, 30_000), TICK_MAX, "the device slept");
        assert_eq!(read_on(5, -7, 30_000), 5);
    }
}
