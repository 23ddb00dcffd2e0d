//! The sheets of a column: a new topic; a name, hiding, and when a topic is shown.

use crate::api;
use crate::kit::{Button, ButtonKind, Faults, Save, Sheet, TextField, Tone, by_field, focus_field, toast, use_save};
use gsdj_domain::content::{Column, ColumnForm, ColumnKind, NAME_MAX, TopicForm, check_topic};
use gsdj_domain::{ColumnId, Instant};
use leptos::prelude::*;

/// A name and a span of time as they are typed.
#[derive(Clone, Copy)]
struct Named {
    name: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl Named {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { name: empty(), from: empty(), until: empty(), tried: RwSignal::new(false) }
    }

    fn fill(self, name: &str, from: Option<Instant>, until: Option<Instant>) {
        let field = |at: Option<Instant>| at.map(Instant::field).unwrap_or_default();
        self.name.set(name.into());
        self.from.set(field(from));
        self.until.set(field(until));
        self.tried.set(false);
    }

    fn span(self) -> (Option<Instant>, Option<Instant>) {
        (Instant::from_field(&self.from.read()), Instant::from_field(&self.until.read()))
    }

    fn faults(self) -> Faults {
        let (from, until) = self.span();
        let checked = check_topic(self.name.read().trim(), from, until);
        checked.map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    }

    /// Whether it may be sent; goes to what is wrong.
    fn whole(self) -> bool {
        self.tried.set(true);
        let faults = untrack(|| self.faults());
        if let Some(first) = ["name", "shown_from", "shown_until"].into_iter().find(|f| faults.contains_key(*f)) {
            focus_field(first);
        }
        faults.is_empty()
    }

    fn fault<F: std::fmt::Debug + 'static>(self, field: &'static str, save: Save<F>) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.faults().remove(field).filter(|_| self.tried.get()).or_else(|| save.field(field).get())
        })
    }
}

/// The fields of the time.
#[component]
fn Span<F: std::fmt::Debug + 'static>(named: Named, save: Save<F>) -> impl IntoView {
    view! {
        <TextField label="开始展示" name="shown_from" value=named.from error=named.fault("shown_from", save) kind="datetime-local" hint="不填就是马上"/>
        <TextField label="结束展示" name="shown_until" value=named.until error=named.fault("shown_until", save) kind="datetime-local" hint="不填就一直展示；结束以后文章仍能查到"/>
    }
}

/// 新增专题 among the topics of `among`.
#[component]
pub fn AddTopic(open: RwSignal<bool>, among: RwSignal<Option<Column>>) -> impl IntoView {
    let named = Named::new();
    Effect::new(move |_| {
        if open.get() {
            named.fill("", None, None);
        }
    });
    let save = use_save(move |form: TopicForm, key| async move {
        api::desk::add_topic(form, key).await?;
        among.set(None);
        toast::show(Tone::Ok, "专题已加上，可以往里发稿了");
        Ok(())
    });
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let Some(parent) = among.get_untracked().map(|c| c.id).filter(|_| named.whole()) else { return };
        let (shown_from, shown_until) = untrack(|| named.span());
        save.go(TopicForm { parent, name: named.name.get_untracked().trim().into(), shown_from, shown_until });
    };
    view! {
        <Sheet open=open title="新增专题">
            <form novalidate on:submit=send>
                <TextField label="专题名称" name="name" value=named.name error=named.fault("name", save) required=true max=NAME_MAX/>
                <Span named=named save=save/>
                <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
                <div class="sheet-foot"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"新增专题"</Button></div>
            </form>
        </Sheet>
    }
}

/// 修改栏目.
#[component]
pub fn ChangeColumn(open: RwSignal<bool>, column: RwSignal<Option<Column>>) -> impl IntoView {
    let named = Named::new();
    let hidden = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(c) = column.get() {
            named.fill(&c.name, c.shown_from, c.shown_until);
            hidden.set(c.hidden);
        }
    });
    let save = use_save(move |(id, form): (ColumnId, ColumnForm), key| async move {
        api::desk::change_column(id, form, key).await?;
        column.set(None);
        toast::show(Tone::Ok, "栏目已修改");
        Ok(())
    });
    let topic = Memo::new(move |_| column.with(|c| c.as_ref().is_some_and(|c| c.kind == ColumnKind::Topic)));
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let Some(id) = column.get_untracked().map(|c| c.id).filter(|_| named.whole()) else { return };
        let (shown_from, shown_until) = if topic.get_untracked() { untrack(|| named.span()) } else { (None, None) };
        let name = named.name.get_untracked().trim().to_owned();
        save.go((id, ColumnForm { name, shown_from, shown_until, hidden: hidden.get_untracked() }));
    };
    view! {
        <Sheet open=open title="修改栏目">
            <form novalidate on:submit=send>
                <TextField label="栏目名称" name="name" value=named.name error=named.fault("name", save) required=true max=NAME_MAX/>
                <Show when=move || topic.get()><Span named=named save=save/></Show>
                <label class="tick">
                    <input type="checkbox" class="checkbox" prop:checked=move || hidden.get() on:change=move |ev| hidden.set(event_target_checked(&ev))/>
                    <span class="grow"><b>"隐藏这个栏目"</b><span class="cell-note">"读者在栏目里看不到它；文章和网址都保留，随时可以再显示"</span></span>
                </label>
                <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
                <div class="sheet-foot"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
            </form>
        </Sheet>
    }
}
