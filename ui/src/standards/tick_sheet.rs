//! The sheet in which a branch says of one item whether it is met: what is typed is kept until it is sent.

use super::evidence::EvidenceEdit;
use super::model::{Row, Typed, found_tone, next_left, row};
use super::parts::FoundChip;
use super::picker::Picker;
use crate::api::{self, ApiError, Sent};
use crate::kit::{
    Button, ButtonKind, Icon, IconName, Sheet, TextField, Tone, draft, focus_field, sheet_for, toast, use_now, use_save,
};
use gsdj_domain::OrgId;
use gsdj_domain::standards::{CheckVerdict, FoundView, Item, MarkForm, NOTE_MAX, SelfCheck, item};
use leptos::prelude::*;

/// The sheet; `open` holds the code of the item that is being ticked.
#[component]
pub fn TickSheet(
    org: OrgId,
    #[prop(into)] check: Signal<SelfCheck>,
    open: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let shown = sheet_for(open);
    let wanted = Memo::new(move |_| check.with(|c| item(c.field?, open.get()?)));
    let title = Signal::derive(move || wanted.get().map(|i| format!("{} {}", i.code, i.title)).unwrap_or_default());
    view! {
        <Sheet open=shown title=title>
            {move || wanted.get().map(|item| view! { <Tick org=org check=check item=item open=open/> })}
        </Sheet>
    }
}

#[component]
fn Tick(
    org: OrgId,
    check: Signal<SelfCheck>,
    item: &'static Item,
    open: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let of = Memo::new(move |_| check.with(|c| row(c, item)));
    let year = check.with_untracked(|c| c.year);
    let typed = RwSignal::new(Typed::of(of.with_untracked(|r| r.mark.clone()).as_ref()));
    let note = RwSignal::new(typed.with_untracked(|t| t.note.clone()));
    let kept = draft::keep(
        format!("check-{year}-{}", item.code),
        move || typed.get(),
        move |old: Typed| {
            note.set(old.note.clone());
            typed.set(old);
        },
    );
    Effect::new(move |_| {
        let note = note.get();
        if typed.with_untracked(|t| t.note != note) {
            typed.update(|t| t.note = note);
        }
    });
    let tried = RwSignal::new(false);
    let now = use_now();
    let faults = Memo::new(move |_| typed.with(|t| t.faults(check.with(|c| c.field), item, year, now.get())));
    let save = use_save(move |(form, on): (MarkForm, bool), key| {
        let kept = kept.clone();
        async move {
            let said = if form.verdict.is_some() { "已保存" } else { "已撤销" };
            let sent = api::standards::tick(org, form, key).await;
            if let Err(ApiError::Refused(problem)) = &sent
                && problem.code == "stale"
            {
                // so that what the other said stands above before it is pressed again
                api::touch(&[gsdj_domain::routes::Tag::SelfCheck]);
            }
            if let Sent::Done(after) = sent? {
                kept.clear();
                toast::show(Tone::Ok, said);
                open.set(if on { next_left(&after, item.code).map(|i| i.code) } else { None });
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            faults.with(|f| f.get(field).cloned()).filter(|_| tried.get()).or_else(|| save.field(field).get())
        })
    };
    let version = move || of.with_untracked(|r| r.mark.as_ref().map_or(0, |m| m.version));
    let go = move |on: bool| {
        tried.set(true);
        let faulty =
            faults.with_untracked(|f| ["verdict", "note", "evidence", "year"].into_iter().find(|n| f.contains_key(*n)));
        match faulty {
            Some(field) => focus_field(field),
            None => save.go((typed.with_untracked(|t| t.form(item, year, version())), on)),
        }
    };
    let back = move |_| {
        let nothing = Typed::default();
        save.go((nothing.form(item, year, version()), false));
    };
    let alone = Memo::new(move |_| check.with(|c| next_left(c, item.code).is_none()));
    view! {
        <p class="std-asks">{item.asks}</p>
        <p class="std-how"><Icon name=IconName::Search/><span><b>"怎么查："</b>{item.checked}</span></p>
        {move || of.with(|r| r.found.clone()).map(|f| view! { <Found found=f typed=typed note=note/> })}
        <Before of=of/>
        <Verdicts typed=typed error=fault("verdict")/>
        <TextField label="说明" name="note" value=note error=fault("note") multiline=true max=NOTE_MAX hint="怎么做的；未达标、不适用的，写明原因和打算"/>
        <Evidence item=item typed=typed error=fault("evidence")/>
        <p class="fault" role="alert">{move || fault("year").get().or_else(|| save.error().get().filter(|_| faults.with(|f| f.is_empty())).map(|e| e.sentence()))}</p>
        <div class="sheet-foot row wrap">
            <Show when=move || of.with(|r| r.mark.is_some())>
                <Button kind=ButtonKind::Line busy=save.pending() on_click=back>"撤销这一条"</Button>
            </Show>
            <Show when=move || !alone.get()>
                <Button kind=ButtonKind::Quiet busy=save.pending() on_click=move |_| go(true)>"保存，填下一条"</Button>
            </Show>
            <Button kind=ButtonKind::Primary busy=save.pending() on_click=move |_| go(false)>"保存"</Button>
        </div>
    }
}

/// What the platform's own records show, to be taken over by one press.
#[component]
fn Found(found: FoundView, typed: RwSignal<Typed>, note: RwSignal<String>) -> impl IntoView {
    let (state, says, count) = (found.state, found.says.clone(), found.evidence.len());
    let adopt = move |_| {
        typed.update(|t| t.adopt(&found));
        note.set(typed.with_untracked(|t| t.note.clone()));
    };
    let label = if count > 0 { format!("采用系统佐证（{count} 条）") } else { "采用这句说明".into() };
    view! {
        <div class=format!("std-found {}", found_tone(state).class())>
            <p class="row wrap"><FoundChip state=state/><span class="grow">{says}</span></p>
            <button type="button" class="btn btn-line btn-small" on:click=adopt>{label}</button>
        </div>
    }
}

/// What was said before, and by whom.
#[component]
fn Before(of: Memo<Row>) -> impl IntoView {
    let now = use_now();
    let says = move || {
        of.with(|r| {
            r.mark.as_ref().map(|m| format!("上次：{}，{}，{}", m.verdict.label(), m.by, m.at.spoken(now.get())))
        })
    };
    view! { <p class="said small">{says}</p> }
}

#[component]
fn Verdicts(typed: RwSignal<Typed>, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let one = move |verdict: &CheckVerdict| {
        let verdict = *verdict;
        let on = move || typed.with(|t| t.verdict == Some(verdict));
        view! {
            <button type="button" class=format!("std-verdict {}", super::model::verdict_tone(verdict).class()) aria-pressed=move || on().to_string()
                on:click=move |_| typed.update(|t| t.verdict = Some(verdict))>
                <Show when=on><Icon name=IconName::Check/></Show>
                {verdict.label()}
            </button>
        }
    };
    view! {
        <div class="field" class:faulty=move || error.with(Option::is_some)>
            <div class="std-verdicts" role="group" aria-label="自查结果" id="field-verdict" tabindex="-1">
                {CheckVerdict::ALL.iter().map(one).collect_view()}
            </div>
            <p class="fault" role="alert">{move || error.get().map(|f| view! { <Icon name=IconName::Warning/><span>{f}</span> })}</p>
        </div>
    }
}

#[component]
fn Evidence(item: &'static Item, typed: RwSignal<Typed>, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let picking = RwSignal::new(false);
    let evidence = Memo::new(move |_| typed.with(|t| t.evidence.clone()));
    let links = item.evidence.iter().any(|e| e.links());
    view! {
        <section class="field" aria-label="佐证">
            <h3 class="sub">"佐证"</h3>
            <EvidenceEdit evidence=evidence on_remove=move |link| typed.update(|t| t.remove(link))/>
            <p class="fault" role="alert">{move || error.get().map(|f| view! { <Icon name=IconName::Warning/><span>{f}</span> })}</p>
            {links.then(|| view! {
                <button type="button" class="chip-button" aria-expanded=move || picking.get().to_string() on:click=move |_| picking.update(|p| *p = !*p)>
                    <Icon name=IconName::Plus/>{move || if picking.get() { "收起" } else { "添加佐证" }}
                </button>
            })}
            {move || picking.get().then(|| view! { <Picker item=item typed=typed/> })}
        </section>
    }
}
