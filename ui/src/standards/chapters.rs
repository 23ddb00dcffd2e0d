//! Six chapters and the one that is open: a rail beside it on the computer, a list first on the phone and the television.

use crate::kit::{Frame, Icon, IconName, use_frame};
use gsdj_domain::standards::Chapter;
use leptos::prelude::*;

/// A way to a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub chapter: Chapter,
    /// Its address.
    pub to: String,
    /// What stands beside its name.
    pub note: String,
    /// Nothing is left to do there.
    pub done: bool,
}

/// Which chapter is shown: the one asked for; on the computer, where it stands beside the rail, the first otherwise.
#[must_use]
pub fn shown(asked: Option<Chapter>, frame: Frame) -> Option<Chapter> {
    match (asked, frame) {
        (Some(chapter), _) => Some(chapter),
        (None, Frame::Computer) => Chapter::ALL.first().copied(),
        (None, Frame::Phone | Frame::Tv) => None,
    }
}

/// The chapters with the body of the one that is shown.
#[component]
pub fn Chapters<B>(
    #[prop(into)] ways: Signal<Vec<Way>>,
    #[prop(into)] asked: Signal<Option<Chapter>>,
    body: B,
) -> impl IntoView
where
    B: Fn(Chapter) -> AnyView + Send + Sync + 'static,
{
    let frame = use_frame();
    let open = Memo::new(move |_| shown(asked.get(), frame.get()));
    let beside = move || frame.get() == Frame::Computer;
    view! {
        <div class="std-columns" class:beside=beside>
            <Show when=move || beside() || open.get().is_none()>
                <nav class="std-chapters" aria-label="章节"><ul>{move || ways.get().into_iter().map(|w| way(w, open)).collect_view()}</ul></nav>
            </Show>
            <div class="std-body">
                {move || open.get().map(&body)}
                <Show when=move || !beside() && open.get().is_some()><Pager ways=ways open=open/></Show>
            </div>
        </div>
    }
}

fn way(w: Way, open: Memo<Option<Chapter>>) -> impl IntoView {
    let chapter = w.chapter;
    let number = Chapter::ALL.iter().position(|c| *c == chapter).unwrap_or(0) + 1;
    view! {
        <li>
            <a href=w.to aria-current=move || (open.get() == Some(chapter)).then_some("true")>
                <span class="std-number" class:done=w.done aria-hidden="true">{number}</span>
                <span class="grow"><b>{chapter.label()}</b><span class="cell-note">{w.note}</span></span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
}

/// The chapters before and after.
#[component]
fn Pager(ways: Signal<Vec<Way>>, open: Memo<Option<Chapter>>) -> impl IntoView {
    let near = move |step: isize| {
        ways.with(|all| {
            let at = all.iter().position(|w| Some(w.chapter) == open.get())?.checked_add_signed(step)?;
            all.get(at).map(|w| (w.to.clone(), w.chapter.label()))
        })
    };
    let link = move |step: isize, word: &'static str| {
        near(step).map(|(to, label)| view! { <a class="btn btn-line" href=to>{format!("{word}：{label}")}</a> })
    };
    view! { <nav class="std-pager" aria-label="上一章和下一章">{move || link(-1, "上一章")}{move || link(1, "下一章")}</nav> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_computer_always_shows_a_chapter_the_others_begin_with_the_list() {
        assert_eq!(shown(None, Frame::Computer), Some(Chapter::Politics));
        assert_eq!(shown(None, Frame::Phone), None);
        assert_eq!(shown(Some(Chapter::Life), Frame::Tv), Some(Chapter::Life));
    }
}
