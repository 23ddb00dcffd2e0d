//! The sheet in which a programme is entered, changed or taken away.

use crate::api::{self, ApiError};
use crate::kit::{
    Button, ButtonKind, Confirm, Sheet, TextField, Tone, focus_field, sheet_for, toast, use_now, use_save,
};
use gsdj_domain::programme_guide::{Programme, ProgrammeForm, TITLE_MAX, check_programme};
use gsdj_domain::time::HOUR;
use gsdj_domain::{ChannelId, Instant, ProgrammeId, Refusal};
use leptos::prelude::*;

/// What the sheet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeDraft {
    id: Option<ProgrammeId>,
    form: ProgrammeForm,
}

impl ProgrammeDraft {
    /// A new programme of an hour.
    pub const fn fresh(channel: ChannelId, starts_at: Instant) -> Self {
        let form = ProgrammeForm { channel, title: String::new(), starts_at, ends_at: starts_at.plus(HOUR) };
        Self { id: None, form }
    }

    /// One that is there.
    pub fn of(programme: &Programme) -> Self {
        let Programme { id, channel, title, starts_at, ends_at, .. } = programme.clone();
        Self { id: Some(id), form: ProgrammeForm { channel, title, starts_at, ends_at } }
    }
}

/// What is typed, as a form; times that are none count as missing.
fn typed(channel: ChannelId, title: &str, starts: &str, ends: &str) -> Result<ProgrammeForm, Refusal> {
    let at = |text: &str, field, label| Instant::from_field(text).ok_or(Refusal::Missing { field, label });
    let (starts_at, ends_at) = (at(starts, "starts_at", "开始时间")?, at(ends, "ends_at", "结束时间")?);
    Ok(ProgrammeForm { channel, title: title.trim().to_owned(), starts_at, ends_at })
}

/// The sheet.
#[component]
pub fn ProgrammeSheet(draft: RwSignal<Option<ProgrammeDraft>>) -> impl IntoView {
    let open = sheet_for(draft);
    let now = use_now();
    let [title, starts, ends] = [const { String::new() }; 3].map(RwSignal::new);
    let (tried, removing) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        if let Some(d) = draft.get() {
            title.set(d.form.title);
            starts.set(d.form.starts_at.field());
            ends.set(d.form.ends_at.field());
            tried.set(false);
        }
    });
    let form = move || -> Result<ProgrammeForm, Refusal> {
        let channel = draft.with(|d| d.as_ref().map_or(ChannelId(0), |d| d.form.channel));
        let form = typed(channel, &title.read(), &starts.read(), &ends.read())?;
        check_programme(&form, now.get())?;
        Ok(form)
    };
    let save = use_save(move |(id, form): (Option<ProgrammeId>, ProgrammeForm), key| async move {
        api::programme_guide::save(id, form, key).await?;
        toast::show(Tone::Ok, "节目已保存");
        open.set(false);
        Ok(())
    });
    let remove = use_save(move |id: ProgrammeId, key| async move {
        api::programme_guide::remove(id, key).await?;
        toast::show(Tone::Ok, "节目已删除");
        removing.set(false);
        open.set(false);
        Ok(())
    });
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            let own = form().err().map(|r: Refusal| ApiError::Refused(Box::new(r.problem(String::new()))));
            own.and_then(|e| e.field(field)).filter(|_| tried.get()).or_else(|| save.field(field).get())
        })
    };
    let beside = move || {
        let named = |e: &ApiError| ["title", "starts_at", "ends_at"].iter().any(|f| e.field(f).is_some());
        save.error().get().filter(|e| !named(e)).map(|e| e.sentence())
    };
    let id = move || draft.with(|d| d.as_ref().and_then(|d| d.id));
    let keep = move |_| {
        tried.set(true);
        match untrack(form) {
            Ok(form) => save.go((untrack(id), form)),
            Err(refusal) => focus_field(refusal.field().unwrap_or("title")),
        }
    };
    let error = Signal::derive(move || remove.error().get().map(|e| e.sentence()));
    let yes = move |()| {
        if let Some(id) = untrack(id) {
            remove.go(id);
        }
    };
    let head = move || if id().is_some() { "修改节目".to_owned() } else { "新增节目".to_owned() };
    view! {
        <Sheet open=open title=Signal::derive(head)>
            <TextField label="节目名称" name="title" value=title error=fault("title") required=true max=TITLE_MAX/>
            <TextField label="开始时间" name="starts_at" value=starts error=fault("starts_at") required=true kind="datetime-local"/>
            <TextField label="结束时间" name="ends_at" value=ends error=fault("ends_at") required=true kind="datetime-local" hint="最长 12 小时，可以到次日"/>
            <p class="fault" role="alert">{beside}</p>
            <div class="sheet-foot row wrap">
                {move || id().map(|_| view! { <Button kind=ButtonKind::Danger on_click=move |_| removing.set(true)>"删除节目"</Button> })}
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=keep>"保存节目"</Button>
            </div>
        </Sheet>
        <Confirm open=removing title="删除节目" text="设置了提醒的人会收到取消通知。" yes="删除" danger=true
            busy=remove.pending() error=error on_yes=yes/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_from_their_fields_or_missing() {
        let code = |starts, ends| typed(ChannelId(1), " 示例 ", starts, ends).map_err(|r| (r.code(), r.field()));
        let form = code("2026-03-10T19:00", "2026-03-10T19:30").unwrap();
        assert_eq!((form.title.as_str(), form.starts_at.field().as_str()), ("示例", "2026-03-10T19:00"));
        assert_eq!(code("", "2026-03-10T19:30"), Err(("missing", Some("starts_at"))));
        assert_eq!(code("2026-03-10T19:00", "x"), Err(("missing", Some("ends_at"))));
    }
}
