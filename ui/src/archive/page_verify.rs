//! `/verify`: is this print genuine? Answered on this device; with a network, also whether there is a newer version.
//!
//! What was scanned stands behind the `#` of the address: browsers never send it anywhere. The network is asked only
//! once the seal was found genuine here.

use super::model::{self, Finding};
use crate::api;
use crate::kit::{Button, ButtonKind, Card, Icon, IconName, PageHead, TextField, Tone, focus_field, storage, toast};
use crate::scan::Scanner;
use gsdj_domain::archive::{SealCheck, SealKeys, SealVerdict};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

/// Under which name the keys are kept on this device.
const KEPT: &str = "gsdj.seal-keys";

fn kept() -> Option<SealKeys> {
    serde_json::from_str(&storage::get(KEPT)?).ok()
}

fn keep(keys: &SealKeys) {
    if let Ok(text) = serde_json::to_string(keys) {
        storage::put(KEPT, &text);
    }
}

/// The page.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let location = use_location();
    let text = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let keys = RwSignal::new(kept());
    let online = RwSignal::new(None::<Option<SealCheck>>);
    // a code scanned by the system's camera opens this address
    Effect::new(move |_| {
        let hash = location.hash.get();
        let hash = hash.trim_start_matches('#');
        if !hash.is_empty() {
            text.set(hash.to_owned());
            typed.set(hash.to_owned());
        }
    });
    fetch_keys(keys);
    let finding = Memo::new(move |_| {
        let all = keys.with(|k| k.iter().flat_map(|k| &k.keys).map(|k| k.key.clone()).collect::<Vec<_>>());
        text.with(|t| (!t.trim().is_empty()).then(|| model::check(t, &all)))
    });
    Effect::new(move |_| {
        // asked again whenever it is pressed again
        text.track();
        online.set(None);
        if finding.with(|f| f.as_ref().is_some_and(|f| f.verdict == SealVerdict::Genuine)) {
            ask(text.get_untracked(), online);
        }
    });
    let scanning = RwSignal::new(false);
    let on_text = Callback::new(move |scanned: String| {
        scanning.set(false);
        typed.set(scanned.clone());
        text.set(scanned);
    });
    let go = move || {
        if typed.with_untracked(|t| t.trim().is_empty()) {
            return focus_field("seal");
        }
        text.set(typed.get_untracked());
    };
    view! {
        <div class="page-narrow verify">
            <PageHead title="核验会议记录" back="/me"/>
            <p class="muted">"导出的会议记录最后有防伪二维码。在这里核验它是不是平台签发、有没有被改动；没有网络也可以。"</p>
            <div aria-live="polite">{move || finding.get().map(|f| view! { <Found finding=f online=online/> })}</div>
            <Card title="二维码的内容">
                <Button kind=ButtonKind::Line on_click=move |_| scanning.update(|on| *on = !*on)>
                    <Icon name=IconName::Camera/>{move || if scanning.get() { "不扫了" } else { "扫二维码" }}
                </Button>
                <Show when=move || scanning.get()><Scanner on_text=on_text/></Show>
                <form novalidate on:submit=move |ev| { ev.prevent_default(); go() }>
                    <TextField label="粘贴扫描得到的内容或网址" name="seal" value=typed multiline=true
                        hint="用手机相机扫二维码也会打开本页；或者把扫到的文字粘贴到这里"/>
                    <Button kind=ButtonKind::Primary submit=true><Icon name=IconName::Shield/>"核验"</Button>
                </form>
            </Card>
            <Keys keys=keys/>
            <p class="small"><a class="link" href="/manual/verify">"怎么用"</a></p>
        </div>
    }
}

fn fetch_keys(keys: RwSignal<Option<SealKeys>>) {
    spawn_local(async move {
        if let Ok(fetched) = api::archive::keys().await {
            // keys pasted here stay: they may be those of another platform
            let pasted = keys.try_get_untracked().flatten().map(|k| k.keys).unwrap_or_default();
            let mut all = fetched.data;
            let more = pasted.into_iter().filter(|k| all.keys.iter().all(|own| own.key != k.key)).collect::<Vec<_>>();
            all.keys.extend(more);
            keep(&all);
            let _ = keys.try_set(Some(all));
        }
    });
}

fn ask(seal: String, online: RwSignal<Option<Option<SealCheck>>>) {
    spawn_local(async move {
        let answer = api::archive::check(&seal).await.ok().map(|answer| answer.data);
        let _ = online.try_set(Some(answer));
    });
}

/// What was found out.
#[component]
fn Found(finding: Finding, online: RwSignal<Option<Option<SealCheck>>>) -> impl IntoView {
    let (class, icon) = match finding.tone() {
        Tone::Ok => ("verdict ok", IconName::Shield),
        Tone::Bad => ("verdict bad", IconName::Warning),
        Tone::Warn | Tone::Info | Tone::Plain | Tone::Gold => ("verdict warn", IconName::Question),
    };
    let genuine = finding.verdict == SealVerdict::Genuine;
    let fact = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let now = move || match online.get() {
        None => (Tone::Info, "正在询问平台有没有更新的版本…"),
        Some(None) => (Tone::Info, "没有连上平台：签名已核验，有没有更新的版本要联网才知道。"),
        Some(Some(check)) => check.standing.map_or((Tone::Warn, "平台没有认出这个二维码。"), model::standing),
    };
    view! {
        <section class=class aria-label="核验结果">
            <h2><Icon name=icon/><span>{finding.verdict.label()}</span></h2>
            <p>{finding.sentence()}</p>
            {finding.claim.as_ref().map(|claim| view! {
                <dl class="sealed">{model::facts(claim).into_iter().map(fact).collect_view()}</dl>
            })}
            <Show when=move || genuine><p class="verdict-now">{move || now().1}</p></Show>
        </section>
    }
}

/// The keys on this device, and a field for one that came another way.
#[component]
fn Keys(keys: RwSignal<Option<SealKeys>>) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let add = move || {
        let text = pasted.get_untracked();
        if !model::is_key(&text) {
            fault.set(Some("这不是平台的公钥，请粘贴 43 个字符的完整公钥".into()));
            return focus_field("key");
        }
        let all = model::with_key(keys.get_untracked(), &text);
        keep(&all);
        keys.set(Some(all));
        pasted.set(String::new());
        fault.set(None);
        toast::show(Tone::Ok, "公钥已存在这台设备上");
    };
    let list = move || keys.with(|k| k.iter().flat_map(|k| k.keys.clone()).collect::<Vec<_>>());
    view! {
        <details class="panel keys">
            <summary>{move || format!("公钥（这台设备上有 {} 个）", list().len())}</summary>
            <p class="hint">"公钥是公开的，联网打开本页会自动存下。完全没有网络的设备，可以从别处抄来粘贴。"</p>
            <ul>{move || list().into_iter().map(|k| view! { <li><code>{k.key}</code></li> }).collect_view()}</ul>
            <form novalidate on:submit=move |ev| { ev.prevent_default(); add() }>
                <TextField label="粘贴公钥" name="key" value=pasted error=fault/>
                <Button kind=ButtonKind::Line submit=true>"存下"</Button>
            </form>
        </details>
    }
}
