//! `/me/downloads` (我的下载): what lies on this device for when there is no network, how large it is, and removing it.

use super::model::{amount, summary, tone};
use super::parts::{Coming, ask, remove, use_downloads};
use crate::api;
use crate::kit::{Button, ButtonKind, Chip, Confirm, Empty, IconName, PageHead, Skeleton};
use gsdj_domain::shell::{Download, DownloadState};
use leptos::prelude::*;

/// The page.
#[component]
pub fn DownloadsPage() -> impl IntoView {
    let all = use_downloads();
    let removing = RwSignal::new(None::<Download>);
    let open = RwSignal::new(false);
    let wanted = move |download: Download| {
        removing.set(Some(download));
        open.set(true);
    };
    let yes = move || {
        if let Some(download) = removing.get_untracked() {
            remove(download.lesson);
        }
        open.set(false);
    };
    let text = move || {
        removing.get().map_or_else(String::new, |d| format!("《{}》要再学需重新下载。学习进度不受影响。", d.title))
    };
    view! {
        <div class="page-narrow downloads">
            <PageHead title="我的下载" back="/me"/>
            {move || match all.get() {
                None => view! { <Skeleton rows=3/> }.into_any(),
                Some(all) if all.is_empty() => view! { <Nothing/> }.into_any(),
                Some(all) => {
                    let said = summary(&all);
                    let rows = all.into_iter().map(|download| view! { <Line download=download on_remove=wanted/> }).collect_view();
                    view! { <p class="muted" role="status">{said}</p><ul class="cards">{rows}</ul> }.into_any()
                }
            }}
            <p class="muted small">"下载的内容只给当前账号看，退出登录时清除。没有网络时学的，联网后自动补记一次。"</p>
            <Confirm open=open title="删除这个下载？" text=Signal::derive(text) yes="删除" danger=true on_yes=yes/>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    if api::is_app() {
        let text = "在课时页按“下载到本机”，没有网络时也能学。";
        view! {
            <Empty icon=IconName::Download title="还没有下载课时" text=text>
                <a class="btn btn-primary" href="/learning/courses">"去选课程"</a>
            </Empty>
        }
        .into_any()
    } else {
        let text = "浏览器里不能下载课时。手机、电脑装上客户端，就能下载后离线学习。";
        view! { <Empty icon=IconName::Download title="请用客户端下载" text=text/> }.into_any()
    }
}

#[component]
fn Line(download: Download, on_remove: impl Fn(Download) + Copy + Send + Sync + 'static) -> impl IntoView {
    let busy = RwSignal::new(false);
    let (lesson, state) = (download.lesson, download.state);
    let title = download.title.clone();
    let label = if state == DownloadState::Loading { "取消下载" } else { "删除" };
    let named = format!("{label}《{title}》");
    let (shown, taken) = (download.clone(), download.clone());
    view! {
        <li class="sheet-card download-row">
            <div class="row wrap"><Chip tone=tone(state)>{state.label()}</Chip><span class="muted small">{amount(&download)}</span></div>
            <a class="title" href=format!("/learning/lessons/{lesson}")>{title}</a>
            <p class="muted small">{download.course_title.clone()}</p>
            {(state == DownloadState::Loading).then(|| view! { <Coming download=shown/> })}
            {download.sentence.clone().map(|sentence| view! { <p class="fault">{sentence}</p> })}
            <div class="row wrap">
                {(state == DownloadState::Failed).then(|| view! {
                    <Button kind=ButtonKind::Quiet busy=busy on_click=move |_| ask(vec![lesson], busy)>"重新下载"</Button>
                })}
                <button type="button" class="btn btn-line" aria-label=named on:click=move |_| on_remove(taken.clone())>{label}</button>
            </div>
        </li>
    }
}
