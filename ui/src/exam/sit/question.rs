//! One question on the screen: what is asked, its options as radio buttons or boxes; swiped or pressed to the next.

use super::Desk;
use gsdj_domain::exam::{QuestionKind, SatQuestion};
use leptos::html;
use leptos::prelude::*;

/// How far a finger has to go for a swipe, in CSS pixels, and how much more sideways than up or down.
const SWIPE: i32 = 60;

/// Where a swipe leads: to the next question when the finger goes left, back when it goes right.
#[must_use]
pub fn swiped(from: (i32, i32), to: (i32, i32)) -> Option<bool> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    (dx.abs() >= SWIPE && dx.abs() > 2 * dy.abs()).then_some(dx < 0)
}

/// The question.
#[component]
pub(super) fn Question(desk: Desk) -> impl IntoView {
    let question = Memo::new(move |_| {
        let at = desk.at.get();
        desk.kept.with(|k| {
            // what is chosen changes without the question's being drawn anew
            k.as_ref().and_then(|k| k.view.asked.get(at).cloned()).map(|q| SatQuestion {
                chosen: Vec::new(),
                counter: 0,
                device: 0,
                ..q
            })
        })
    });
    let from = StoredValue::new(None::<(i32, i32)>);
    let touch = |ev: &leptos::ev::TouchEvent| ev.changed_touches().get(0).map(|t| (t.client_x(), t.client_y()));
    let ended = move |ev: leptos::ev::TouchEvent| {
        let Some((from, to)) = from.get_value().zip(touch(&ev)) else { return };
        match swiped(from, to) {
            Some(true) => desk.next(),
            Some(false) => desk.back(),
            None => {}
        }
    };
    view! {
        <div class="sit-question" on:touchstart=move |ev| from.set_value(touch(&ev)) on:touchend=ended>
            {move || question.get().map(|question| view! { <Card question=question desk=desk/> })}
        </div>
    }
}

#[component]
fn Card(question: SatQuestion, desk: Desk) -> impl IntoView {
    let SatQuestion { seat, kind, text, options, .. } = question;
    let several = kind == QuestionKind::Multiple;
    let chosen = Memo::new(move |_| desk.kept.with(|k| k.as_ref().map(|k| k.chosen(seat)).unwrap_or_default()));
    let heading = NodeRef::<html::Legend>::new();
    // whoever listens hears the next question; at the beginning the page's own heading comes first
    Effect::new(move |_| {
        if let Some(heading) = heading.get().filter(|_| desk.turned.get_value()) {
            // one that takes no focus is read from the page
            let _ = heading.focus();
        }
    });
    let option = move |(at, text): (u8, String)| {
        let letter = char::from(b'A' + at);
        view! {
            <label class="sit-option" class:chosen=move || chosen.with(|c| c.contains(&at))>
                <input type=if several { "checkbox" } else { "radio" } class=if several { "checkbox" } else { "radio" }
                    name=format!("question-{seat}") prop:checked=move || chosen.with(|c| c.contains(&at))
                    disabled=move || desk.over.get() on:change=move |_| desk.choose(at)/>
                <b aria-hidden="true">{letter.to_string()}</b>
                <span class="grow">{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="card">
            <legend tabindex="-1" node_ref=heading>
                <span class="sit-place">{format!("第 {} / {} 题 · {}", seat + 1, desk.count, kind.label())}</span>
                <span class="sit-text">{text}</span>
                {several.then(|| view! { <span class="muted small">"可选多个，全部选对才得分"</span> })}
            </legend>
            {(0_u8..).zip(options).map(option).collect_view()}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::swiped;

    #[test]
    fn a_swipe_is_long_and_sideways() {
        assert_eq!(swiped((300, 100), (200, 110)), Some(true));
        assert_eq!(swiped((100, 100), (200, 60)), Some(false));
        assert_eq!(swiped((100, 100), (130, 100)), None);
        assert_eq!(swiped((100, 100), (200, 200)), None, "scrolling is no swipe");
    }
}
