//! What opens over the chair's screen: checking somebody in by hand, undoing it, declining a guest, scanning a card.

use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Sheet, TextField, Tone, toast, use_save};
use crate::scan::Scanner;
use crate::scan::model::{Found, understand};
use gsdj_domain::check_in::{CardCheckIn, CheckedIn, GuestDecision, GuestRow, ManualCheckIn, REASON_MAX, UndoCheckIn};
use gsdj_domain::{MeetingId, MemberId};
use leptos::prelude::*;

/// Somebody to be checked in by hand, or whose check-in is to be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Undo instead.
    pub undo: bool,
}

/// By hand, or undo; both with a reason.
#[component]
pub fn HandSheet(id: MeetingId, hand: RwSignal<Option<Hand>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let save = use_save(move |(hand, reason): (Hand, String), key| async move {
        let member = hand.member;
        if hand.undo {
            api::check_in::undo(id, UndoCheckIn { member, reason }, key).await?;
            toast::show(Tone::Ok, format!("已撤销{}的签到", hand.name));
        } else {
            api::check_in::by_hand(id, ManualCheckIn { member, reason }, key).await?;
            toast::show(Tone::Ok, format!("已为{}签到", hand.name));
        }
        open.set(false);
        Ok(())
    });
    Effect::new(move |_| {
        if hand.with(Option::is_some) {
            reason.set(String::new());
            save.reset();
            open.set(true);
        }
    });
    let undo = move || hand.with(|h| h.as_ref().is_some_and(|h| h.undo));
    let title = Signal::derive(move || {
        let name = hand.with(|h| h.as_ref().map(|h| h.name.clone()).unwrap_or_default());
        if undo() { format!("撤销{name}的签到？") } else { format!("为{name}签到") }
    });
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(hand) = hand.get_untracked() {
            save.go((hand, reason.get_untracked()));
        }
    };
    let other = move || save.error().get().filter(|e| e.field("reason").is_none()).map(|e| e.sentence());
    view! {
        <Sheet open=open title=title>
            <form novalidate on:submit=send>
                <p class="muted small">"会写进操作日志，本人会看到。"</p>
                <TextField label="原因" name="reason" value=reason error=save.field("reason") required=true max=REASON_MAX hint="例如：没带手机、签错了人"/>
                <p class="fault" role="alert">{other}</p>
                <div class="sheet-foot row">
                    <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"再想想"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=save.pending()>{move || if undo() { "撤销签到" } else { "代为签到" }}</Button>
                </div>
            </form>
        </Sheet>
    }
}

/// Why a guest is not confirmed.
#[component]
pub fn DeclineSheet(id: MeetingId, guest: RwSignal<Option<GuestRow>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let save = use_save(move |form: GuestDecision, key| async move {
        api::check_in::decide(id, form, key).await?;
        open.set(false);
        toast::show(Tone::Ok, "已处理，对方会收到原因");
        Ok(())
    });
    Effect::new(move |_| {
        if guest.with(Option::is_some) {
            reason.set(String::new());
            save.reset();
            open.set(true);
        }
    });
    let title = Signal::derive(move || {
        format!("不确认{}到会？", guest.with(|g| g.as_ref().map(|g| g.name.clone()).unwrap_or_default()))
    });
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(guest) = guest.get_untracked() {
            save.go(GuestDecision { member: guest.member, attended: false, reason: reason.get_untracked() });
        }
    };
    view! {
        <Sheet open=open title=title>
            <form novalidate on:submit=send>
                <TextField label="原因" name="reason" value=reason error=save.field("reason") required=true max=REASON_MAX hint="对方会看到"/>
                <p class="fault" role="alert">{move || save.error().get().filter(|e| e.field("reason").is_none()).map(|e| e.sentence())}</p>
                <div class="sheet-foot row">
                    <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"再想想"</Button>
                    <Button kind=ButtonKind::Danger submit=true busy=save.pending()>"不确认"</Button>
                </div>
            </form>
        </Sheet>
    }
}

/// Cards, one after another, until the sheet is closed.
#[component]
pub fn CardSheet(id: MeetingId, open: RwSignal<bool>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let last = RwSignal::new(None::<CheckedIn>);
    let save = use_save(move |form: CardCheckIn, key| async move {
        if let Sent::Done(got) = api::check_in::by_card(id, form, key).await? {
            last.set(Some(got));
            typed.set(String::new());
        }
        Ok(())
    });
    let on_text = Callback::new(move |text: String| {
        let card = match understand(&text, &[]) {
            Found::Card(code) => code,
            Found::Page(text) | Found::Elsewhere(text) | Found::Text(text) => text,
        };
        save.go(CardCheckIn { card });
    });
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        save.go(CardCheckIn { card: typed.get_untracked() });
    };
    let said = move || {
        last.get().map(|got| {
            let word = match (got.guest.is_some(), got.again) {
                (true, _) => "是外来党员，请在下面确认",
                (false, true) => "已经签到过",
                (false, false) => "签到成功",
            };
            format!("{}：{word}", got.name)
        })
    };
    view! {
        <Sheet open=open title="扫签到卡">
            {move || open.get().then(|| view! { <Scanner on_text=on_text/> })}
            <p class="card-said" role="status">{said}</p>
            <form novalidate on:submit=send>
                <TextField label="卡上的字符" name="card" value=typed error=save.field("card") hint="扫不了的，照着卡输入，不分大小写"/>
                <p class="fault" role="alert">{move || save.error().get().filter(|e| e.field("card").is_none()).map(|e| e.sentence())}</p>
                <div class="sheet-foot row">
                    <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"完成"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"签到"</Button>
                </div>
            </form>
        </Sheet>
    }
}
