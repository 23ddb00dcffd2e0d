//! `/meetings/:id/check-in`: the chair's screen, on a computer, a television or a phone. What it shows was given ahead by the
//! server and is turned over by the time that has passed since, so the device's own clock does not matter.

use super::model::{current, heads, latest, line, run_out, spoken_code, waits};
use super::people::{Guests, People};
use super::sheets::{CardSheet, Hand, HandSheet};
use crate::api::{self, session};
use crate::kit::clock::steady;
use crate::kit::{Button, ButtonKind, Empty, Frame, Icon, IconName, Loaded, PageHead, Qr, use_frame, use_id, use_load};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::check_in::token::TOKEN_STEP;
use gsdj_domain::check_in::{CheckInScreen, CheckInState};
use gsdj_domain::routes::Tag;
use gsdj_domain::{Instant, MeetingId};
use leptos::prelude::*;
use std::time::Duration;

/// How often what is shown is looked after.
const TICK: Duration = Duration::from_millis(250);
/// How many of those ticks pass between two questions to the server.
const ASK_EVERY: u32 = 80;

/// The page.
#[component]
pub fn ScreenPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Of/></Only> }
}

#[component]
fn Of() -> impl IntoView {
    let id = use_id(MeetingId);
    move || match id.get() {
        Some(id) => view! { <Open id=id/> }.into_any(),
        None => view! { <p class="muted">"没有这个会议"</p> }.into_any(),
    }
}

#[component]
fn Open(id: MeetingId) -> impl IntoView {
    let ticks = RwSignal::new(0_u32);
    let turn = Memo::new(move |_| ticks.get() / ASK_EVERY);
    let load = use_load(
        move || {
            turn.track();
            api::check_in::screen(id)
        },
        &[Tag::Meetings],
    );
    if let Ok(timer) = set_interval_with_handle(move || ticks.update(|n| *n = n.wrapping_add(1)), TICK) {
        on_cleanup(move || timer.clear());
    }
    view! {
        <div class="page-wide screen-page">
            <PageHead title="现场签到" back=format!("/meetings/{id}")/>
            <Loaded load=load view={move |screen: Signal<CheckInScreen>| view! { <Whole screen=screen ticks=ticks/> }}/>
        </div>
    }
}

#[component]
fn Whole(screen: Signal<CheckInScreen>, ticks: RwSignal<u32>) -> impl IntoView {
    // the server's clock, moved on by what has passed since its answer
    let given = Memo::new(move |_| screen.with(|s| (s.now, steady())));
    let now = Memo::new(move |_| {
        ticks.track();
        let (server, at) = given.get();
        server.plus(steady() - at)
    });
    let frame = use_frame();
    let id = screen.with_untracked(|s| s.id);
    let open = Memo::new(move |_| screen.with(|s| s.state) == CheckInState::Open);
    let tv = move || frame.get() == Frame::Tv;
    let hand = RwSignal::new(None::<Hand>);
    let card = RwSignal::new(false);
    let people = Memo::new(move |_| screen.with(|s| s.people.clone()));
    let guests = Memo::new(move |_| screen.with(|s| s.guests.clone()));
    let minute = Memo::new(move |_| Instant(now.get().0 / 60_000 * 60_000 + 59_999));
    view! {
        <p class="screen-title">{move || screen.with(|s| format!("{} · {}", s.kind.label(), s.title))}</p>
        <div class="screen" class:open=move || open.get() tabindex=move || tv().then_some("0")>
            <Show when=move || open.get() fallback=move || view! { <Waits screen=screen now=now/> }><Code screen=screen now=now/></Show>
            <aside class="screen-side">
                <p class="screen-heads" role="status">
                    {move || screen.with(|s| heads(s.present, s.expected))}
                </p>
                <progress class="screen-bar" max=move || screen.with(|s| s.expected.max(1)) value=move || screen.with(|s| s.present) aria-hidden="true"></progress>
                <ul class="screen-latest" aria-label="刚刚签到">
                    {move || people.with(|p| latest(p, 6)).into_iter().map(|p| view! {
                        <li><b>{p.name.clone()}</b><span>{line(&p, minute.get())}</span></li>
                    }).collect_view()}
                </ul>
            </aside>
        </div>
        <Show when=move || !tv()>
            <div class="chips screen-acts">
                <Show when=move || open.get()>
                    <Button kind=ButtonKind::Line on_click=move |_| card.set(true)><Icon name=IconName::Camera/>"扫签到卡"</Button>
                </Show>
                <Show when=api::is_app><a class="btn btn-line" href=format!("/meetings/{id}/offline")>"没有网络的会场"</a></Show>
                <a class="chip-button" href="/manual/check-in">"怎么用"</a>
            </div>
            <Guests id=id guests=guests now=minute/>
            <People people=people now=minute open=open on_hand=move |h| hand.set(Some(h))/>
            <HandSheet id=id hand=hand/>
            <CardSheet id=id open=card/>
        </Show>
    }
}

/// The code and the digits.
#[component]
fn Code(screen: Signal<CheckInScreen>, now: Memo<Instant>) -> impl IntoView {
    let base = use_base();
    let id = screen.with_untracked(|s| s.id);
    let token =
        Memo::new(move |_| screen.with(|s| current(&s.tokens, now.get()).map(|t| t.text.clone()).unwrap_or_default()));
    let code =
        Memo::new(move |_| screen.with(|s| current(&s.codes, now.get()).map(|c| c.text.clone()).unwrap_or_default()));
    let stale = Memo::new(move |_| screen.with(|s| run_out(&s.tokens, TOKEN_STEP, now.get())));
    let text = Signal::derive(move || format!("{}/check-in/{id}#{}", base.get(), token.get()));
    view! {
        <div class="screen-code">
            <Show when=move || !stale.get() fallback=|| view! {
                <div class="screen-stale" role="alert"><Icon name=IconName::Offline/><b>"没有连上平台，二维码已经失效"</b><p>"网络恢复后会自动更新。一直没有网络的，请用“没有网络的会场”。"</p></div>
            }>
                <Qr text=text label="签到二维码，每 5 秒更新"/>
                <p class="screen-how">"用手机扫一扫签到"</p>
                <p class="screen-digits"><span>"签到码"</span><b>{move || spoken_code(&code.get())}</b></p>
            </Show>
        </div>
    }
}

/// Where phones reach the platform: its own address, or the one this page was opened under.
pub fn use_base() -> Signal<String> {
    let platform = use_load(session::platform, &[Tag::Session]);
    Signal::derive(move || {
        let set = platform.data().with(|p| p.as_ref().map(|p| p.address.trim_end_matches('/').to_owned()));
        let own = || window().location().origin().unwrap_or_default();
        set.filter(|address| !address.is_empty()).unwrap_or_else(own)
    })
}

#[component]
fn Waits(screen: Signal<CheckInScreen>, now: Memo<Instant>) -> impl IntoView {
    let minute = Memo::new(move |_| Instant(now.get().0 / 20_000 * 20_000));
    let says = move || screen.with(|s| (s.state.label(), waits(s.state, s.opens_at, minute.get(), s.why.as_deref())));
    move || {
        let (title, text) = says();
        view! { <div class="screen-code"><Empty icon=IconName::Clock title=format!("签到{title}") text=text/></div> }
    }
}
