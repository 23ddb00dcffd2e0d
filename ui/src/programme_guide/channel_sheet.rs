//! The sheet in which a channel is set up, changed or taken away.

use crate::api;
use crate::kit::{Button, ButtonKind, Confirm, Sheet, TextField, Tone, focus_field, sheet_for, toast, use_save};
use gsdj_domain::ChannelId;
use gsdj_domain::programme_guide::{CHANNEL_NAME_MAX, Channel, ChannelForm, check_channel};
use gsdj_domain::rich::ADDRESS_MAX;
use leptos::prelude::*;

/// What the sheet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelDraft {
    id: Option<ChannelId>,
    name: String,
    live: String,
    seat: Option<u32>,
}

impl ChannelDraft {
    /// A new channel.
    pub const fn fresh() -> Self {
        Self { id: None, name: String::new(), live: String::new(), seat: None }
    }

    /// One that is there.
    pub fn of(channel: Channel) -> Self {
        let Channel { id, name, live, seat } = channel;
        Self { id: Some(id), name, live: live.unwrap_or_default(), seat: Some(seat) }
    }
}

/// The sheet.
#[component]
pub fn ChannelSheet(draft: RwSignal<Option<ChannelDraft>>) -> impl IntoView {
    let open = sheet_for(draft);
    let [name, live, place] = [const { String::new() }; 3].map(RwSignal::new);
    let tried = RwSignal::new(false);
    let removing = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(d) = draft.get() {
            name.set(d.name);
            live.set(d.live);
            place.set(d.seat.map(|s| (s + 1).to_string()).unwrap_or_default());
            tried.set(false);
        }
    });
    let form = move || ChannelForm {
        name: name.get().trim().to_owned(),
        live: live.get().trim().to_owned(),
        seat: place.get().trim().parse::<u32>().ok().map(|p| p.saturating_sub(1)),
    };
    let save = use_save(move |(id, form): (Option<ChannelId>, ChannelForm), key| async move {
        api::programme_guide::save_channel(id, form, key).await?;
        toast::show(Tone::Ok, "频道已保存");
        open.set(false);
        Ok(())
    });
    let remove = use_save(move |id: ChannelId, key| async move {
        api::programme_guide::remove_channel(id, key).await?;
        toast::show(Tone::Ok, "频道已删除");
        removing.set(false);
        open.set(false);
        Ok(())
    });
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            let own = check_channel(&form()).err().map(|r| r.problem(String::new()));
            let own = own.and_then(|p| crate::api::ApiError::Refused(Box::new(p)).field(field));
            own.filter(|_| tried.get()).or_else(|| save.field(field).get())
        })
    };
    let beside = move || {
        let named = |e: &crate::api::ApiError| ["name", "live"].iter().any(|f| e.field(f).is_some());
        save.error().get().filter(|e| !named(e)).map(|e| e.sentence())
    };
    let keep = move |_| {
        tried.set(true);
        let form = untrack(form);
        match check_channel(&form) {
            Ok(()) => save.go((draft.with_untracked(|d| d.as_ref().and_then(|d| d.id)), form)),
            Err(refusal) => focus_field(refusal.field().unwrap_or("name")),
        }
    };
    let id = move || draft.with(|d| d.as_ref().and_then(|d| d.id));
    let title = move || if id().is_some() { "修改频道".to_owned() } else { "新增频道".to_owned() };
    let error = Signal::derive(move || remove.error().get().map(|e| e.sentence()));
    let yes = move |()| {
        if let Some(id) = untrack(id) {
            remove.go(id);
        }
    };
    view! {
        <Sheet open=open title=Signal::derive(title)>
            <TextField label="频道名称" name="name" value=name error=fault("name") required=true max=CHANNEL_NAME_MAX/>
            <TextField label="在线收看网址" name="live" value=live error=fault("live") max=ADDRESS_MAX inputmode="url" hint="没有网址时留空"/>
            <TextField label="排列顺序" name="seat" value=place inputmode="numeric" hint="从 1 起，小的在前；不填排在最后"/>
            <p class="fault" role="alert">{beside}</p>
            <div class="sheet-foot row wrap">
                {move || id().map(|_| view! { <Button kind=ButtonKind::Danger on_click=move |_| removing.set(true)>"删除频道"</Button> })}
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=keep>"保存频道"</Button>
            </div>
        </Sheet>
        <Confirm open=removing title="删除频道" text="频道和它的全部节目都会删除，设置了提醒的人会收到通知。" yes="删除" danger=true
            busy=remove.pending() error=error on_yes=yes/>
    }
}
