//! 发布: at once, or at a time.

use crate::kit::{Button, ButtonKind, Sheet, TextField, by_field, clock, focus_field};
use gsdj_domain::Instant;
use gsdj_domain::content::{ArticleDecision, check_decision};
use gsdj_domain::meeting::Decision;
use gsdj_domain::time::HOUR;
use leptos::prelude::*;

/// What is wrong with the time in the field.
fn fault(text: &str, now: Instant) -> Option<String> {
    let Some(at) = Instant::from_field(text) else { return Some("请选择发布的日期和时间".into()) };
    let form = ArticleDecision { decision: Decision::Approve, reason: String::new(), publish_at: Some(at) };
    let faults = check_decision(&form, now).map_err(|r| by_field(&r.problem(String::new()))).err()?;
    faults.into_values().next()
}

/// The sheet.
#[component]
pub fn PublishSheet(
    open: RwSignal<bool>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_send: Callback<Option<Instant>>,
) -> impl IntoView {
    let later = RwSignal::new(false);
    let at = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            later.set(false);
            tried.set(false);
            at.set(clock::now().plus(HOUR).field());
        }
    });
    let wrong = Signal::derive(move || fault(&at.read(), clock::now()).filter(|_| tried.get()));
    let send = move |_| {
        if !later.get_untracked() {
            return on_send.run(None);
        }
        tried.set(true);
        let text = at.get_untracked();
        match fault(&text, clock::now()) {
            Some(_) => focus_field("publish_at"),
            None => on_send.run(Instant::from_field(&text)),
        }
    };
    let choice = move |label: &'static str, says: &'static str, value: bool| {
        view! {
            <label class="tick">
                <input type="radio" name="publish" class="radio" prop:checked=move || later.get() == value on:change=move |_| later.set(value)/>
                <span class="grow"><b>{label}</b><span class="cell-note">{says}</span></span>
            </label>
        }
    };
    view! {
        <Sheet open=open title="发布">
            <fieldset class="people-field">
                <legend>"什么时候发布"</legend>
                {choice("马上发布", "读者马上能看到", false)}
                {choice("定时发布", "到时间自动发布；在那之前可以撤回", true)}
            </fieldset>
            <Show when=move || later.get()>
                <TextField label="发布时间" name="publish_at" value=at error=wrong kind="datetime-local" required=true/>
            </Show>
            <p class="fault" role="alert">{move || error.get()}</p>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=busy on_click=send>"确认发布"</Button>
            </div>
        </Sheet>
    }
}

#[cfg(test)]
mod tests {
    use super::fault;
    use gsdj_domain::Instant;
    use gsdj_domain::time::DAY;

    #[test]
    fn a_time_is_in_the_year_to_come() {
        let now = Instant(1_795_482_000_000);
        assert_eq!(fault("", now).as_deref(), Some("请选择发布的日期和时间"));
        assert_eq!(fault(&now.plus(DAY).field(), now), None);
        assert!(fault(&now.plus(-DAY).field(), now).is_some_and(|f| f.contains("晚于现在")));
        assert!(fault(&now.plus(400 * DAY).field(), now).is_some());
    }
}
