//! `/meetings/:id/offline`: a hall without internet, in the app on the chair's device: take the meeting along while there is a
//! network, check in there, hand up afterwards.

use super::model::heads;
use crate::api::{self, hall};
use crate::kit::{
    Button, ButtonKind, Chip, Empty, Icon, IconName, PageHead, Qr, TextField, Tone, toast, use_id, use_me,
};
use crate::workbench::Only;
use gsdj_domain::account::Permission;
use gsdj_domain::check_in::{Fate, Hall, HallPerson};
use gsdj_domain::{Instant, MeetingId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::time::Duration;

/// How often the device is asked who came in by phone.
const LOOK: Duration = Duration::from_secs(2);

/// The page.
#[component]
pub fn HallPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageMeetings><Of/></Only> }
}

#[component]
fn Of() -> impl IntoView {
    let id = use_id(MeetingId);
    view! {
        <div class="page-narrow hall-page">
            {move || id.get().map(|id| view! {
                <PageHead title="没有网络的会场" back=format!("/meetings/{id}/check-in")/>
                {if api::is_app() { view! { <One id=id/> }.into_any() } else { view! { <AppOnly/> }.into_any() }}
            })}
        </div>
    }
}

#[component]
fn AppOnly() -> impl IntoView {
    view! {
        <Empty icon=IconName::Offline title="请在应用里打开" text="没有网络时签到，要用“甘肃党建”应用。请在主持人的电脑上安装并登录后，再打开这个页面。">
            <a class="btn btn-line" href="/manual/offline-hall">"怎么用"</a>
        </Empty>
    }
}

/// What the device knows, and what was said last.
#[derive(Clone, Copy)]
struct State {
    hall: RwSignal<Option<Hall>>,
    busy: RwSignal<bool>,
    fault: RwSignal<Option<String>>,
}

impl State {
    /// Does something that answers the hall anew.
    fn run(self, act: impl Future<Output = Result<Option<Hall>, String>> + 'static, said: &'static str) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.fault.set(None);
        spawn_local(async move {
            let outcome = act.await;
            // the page may be gone by now
            let _ = self.busy.try_set(false);
            match outcome {
                Ok(hall) => {
                    let _ = self.hall.try_set(hall);
                    if !said.is_empty() {
                        toast::show(Tone::Ok, said);
                    }
                }
                Err(why) => drop(self.fault.try_set(Some(why))),
            }
        });
    }

    fn look(self, id: MeetingId) {
        spawn_local(async move {
            if let Ok(now) = hall::hall(id).await {
                // the clock alone draws nothing anew
                let same = |h: &Option<Hall>| match (h, &now) {
                    (Some(old), Some(new)) => Hall { now: new.now, ..old.clone() } == *new,
                    (None, None) => true,
                    (Some(_), None) | (None, Some(_)) => false,
                };
                if self.hall.try_with_untracked(same) == Some(false) {
                    let _ = self.hall.try_set(now);
                }
            }
        });
    }
}

#[component]
fn One(id: MeetingId) -> impl IntoView {
    let state = State { hall: RwSignal::new(None), busy: RwSignal::new(false), fault: RwSignal::new(None) };
    state.look(id);
    if let Ok(timer) = set_interval_with_handle(move || state.look(id), LOOK) {
        on_cleanup(move || timer.clear());
    }
    let there = Memo::new(move |_| state.hall.with(Option::is_some));
    view! {
        <p class="fault" role="alert">{move || state.fault.get()}</p>
        <Show when=move || there.get() fallback=move || view! { <Take id=id state=state/> }><There id=id state=state/></Show>
        <p class="small"><a class="link" href="/manual/offline-hall">"怎么用"</a></p>
    }
}

#[component]
fn Take(id: MeetingId, state: State) -> impl IntoView {
    let me = use_me();
    let take = move |_| {
        let device = format!("{}的电脑", me.get_untracked().map(|m| m.name).unwrap_or_default());
        // a name of 300 characters is still a name
        let device: String = device.chars().take(60).collect();
        state.run(async move { hall::take(id, &device).await }, "离线签到包已下载，可以去没有网络的会场了");
    };
    view! {
        <Empty icon=IconName::Download title="先下载离线签到包" text="有网络时下载一次，应到名单和签到码会存在这台设备上。会后有了网络再上传。">
            <Button kind=ButtonKind::Primary busy=state.busy on_click=take>"下载离线签到包"</Button>
        </Empty>
    }
}

#[component]
fn There(id: MeetingId, state: State) -> impl IntoView {
    let of = move |read: fn(&Hall) -> String| move || state.hall.with(|h| h.as_ref().map(read).unwrap_or_default());
    let count = |h: &Hall| {
        let there = h.people.iter().filter(|p| p.at.is_some()).count();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        heads(number(there), number(h.people.len()))
    };
    let waiting = Memo::new(move |_| state.hall.with(|h| h.as_ref().map_or(0, |h| h.waiting)));
    let people = Memo::new(move |_| {
        state.hall.with(|h| h.as_ref().map(|h| (h.people.clone(), h.now)).unwrap_or_else(|| (Vec::new(), Instant(0))))
    });
    view! {
        <section class="panel">
            <h2 class="meeting-title">{of(|h| h.title.clone())}</h2>
            <p class="muted">{of(|h| format!("{} · {}", h.starts_at.spoken(h.now), h.place))}</p>
            <p class="screen-heads" role="status">{of(count)}</p>
        </section>
        <Type id=id state=state/>
        <Phones id=id state=state/>
        <section class="panel">
            <h2 class="panel-title">"应到党员"</h2>
            <ul class="people">{move || { let (all, now) = people.get(); all.into_iter().map(|p| line(p, now)).collect_view() }}</ul>
        </section>
        <div class="acts">
            <Button kind=ButtonKind::Primary busy=state.busy disabled=Signal::derive(move || waiting.get() == 0)
                on_click=move |_| state.run(hall::hand_up(id), "离线签到已上传")>
                {move || if waiting.get() == 0 { "没有要上传的签到".to_owned() } else { format!("上传 {} 条签到", waiting.get()) }}
            </Button>
        </div>
    }
}

fn line(p: HallPerson, now: Instant) -> impl IntoView {
    let (tone, word) = match (p.at, p.fate) {
        (None, _) => (Tone::Plain, "未到"),
        (Some(_), None) => (Tone::Warn, "待上传"),
        (Some(_), Some(Fate::Accepted)) => (Tone::Ok, "已上传"),
        (Some(_), Some(Fate::Duplicate)) => (Tone::Ok, "已签到"),
        (Some(_), Some(Fate::Refused)) => (Tone::Bad, "未收下"),
    };
    let note = match (p.at, p.reason.as_str()) {
        (Some(at), "") => at.spoken(now),
        (Some(at), why) => format!("{}，{why}", at.spoken(now)),
        (None, _) => String::new(),
    };
    view! {
        <li class="person">
            <span class="grow"><b>{p.name}</b>{(!note.is_empty()).then(|| view! { <span class="person-note">{note}</span> })}</span>
            <Chip tone=tone>{word}</Chip>
        </li>
    }
}

/// Codes and cards typed on this device, one after another.
#[component]
fn Type(id: MeetingId, state: State) -> impl IntoView {
    let (code, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fault = RwSignal::new(None::<String>);
    let said = RwSignal::new(String::new());
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let (typed, whose) = (code.get_untracked(), name.get_untracked());
        fault.set(None);
        spawn_local(async move {
            match hall::check_in(id, &typed, &whose).await {
                Ok(done) => {
                    let word = if done.again { "已经签到过" } else { "签到成功" };
                    let _ = said.try_set(format!("{}：{word}", done.name));
                    let _ = code.try_set(String::new());
                    let _ = name.try_set(String::new());
                    state.look(id);
                }
                Err(why) => drop(fault.try_set(Some(why))),
            }
        });
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"在这台设备上签到"</h2>
            <form novalidate on:submit=send>
                <TextField label="签到码，或卡上的字符" name="hall-code" value=code error=fault hint="党员在会议页面看到的 6 位数字，各人不同；或者签到卡上的字符"/>
                <TextField label="姓名" name="hall-name" value=name hint="可以不填；提示要填时再填"/>
                <p class="card-said" role="status">{move || said.get()}</p>
                <div class="check-in-send"><Button kind=ButtonKind::Primary submit=true>"签到"</Button></div>
            </form>
        </section>
    }
}

/// Phones in the same network as this device.
#[component]
fn Phones(id: MeetingId, state: State) -> impl IntoView {
    let address = Memo::new(move |_| state.hall.with(|h| h.as_ref().and_then(|h| h.address.clone())));
    let text = Signal::derive(move || address.get().unwrap_or_default());
    let on = Memo::new(move |_| address.with(Option::is_some));
    view! {
        <section class="panel">
            <h2 class="panel-title">"同一无线网络里的手机"</h2>
            <Show when=move || on.get() fallback=move || view! {
                <p class="muted">"会场有路由器或手机热点、但上不了网的，可以让党员用自己的手机扫码，在浏览器里签到。"</p>
                <div class="check-in-send"><Button kind=ButtonKind::Quiet busy=state.busy on_click=move |_| state.run(hall::open(id, true), "")><Icon name=IconName::Screen/>"开始本地签到"</Button></div>
            }>
                <div class="screen-code"><Qr text=text label="本会场网络的签到二维码"/></div>
                <p class="scan-text">{move || text.get()}</p>
                <p class="muted small">"手机要先连到这台设备所在的无线网络。"</p>
                <div class="check-in-send"><Button kind=ButtonKind::Line busy=state.busy on_click=move |_| state.run(hall::open(id, false), "")>"停止本地签到"</Button></div>
            </Show>
        </section>
    }
}
