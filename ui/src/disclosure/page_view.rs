//! `/disclosures/:id`: one disclosure as its readers see it; for the branch with what can be done with it.

use super::model::{period, remaining, tone};
use crate::api;
use crate::kit::{
    Button, ButtonKind, Chip, Frame, Icon, IconName, Loaded, PageHead, Tone, can_here, toast, use_frame, use_id,
    use_load, use_now, use_save,
};
use crate::meeting::parts::record_view::{Attachments, Photos};
use crate::meeting::parts::sheets::{Ask, ReasonSheet};
use crate::workbench::Workbench;
use gsdj_domain::DisclosureId;
use gsdj_domain::account::Permission;
use gsdj_domain::disclosure::{
    DisclosureAct, DisclosureState, DisclosureVersion, DisclosureView, DisclosureWithdrawForm,
};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// 撤回.
const WITHDRAW: Ask = Ask {
    title: "撤回公开",
    says: "撤回后不能恢复，党员看不到内容；公示已开始的，会通知公开范围内的党员。",
    label: "撤回原因",
    often: &["内容有误，需要重新公示", "材料需要补充", "公开范围选错了"],
    button: "确认撤回",
    grave: true,
};

/// The page.
#[component]
pub fn DisclosurePage() -> impl IntoView {
    let id = use_id(DisclosureId);
    view! {
        <Workbench>
            <div class="page-narrow">{move || id.get().map(|id| view! { <One id=id/> })}</div>
        </Workbench>
    }
}

#[component]
fn One(id: DisclosureId) -> impl IntoView {
    let load = use_load(move || api::disclosure::view(id), &[Tag::Disclosures]);
    let waiting = move || load.data().with(Option::is_none);
    view! {
        {move || waiting().then(|| view! { <PageHead title="党务公开" back="/disclosures"/> })}
        <Loaded load=load view={move |view: DisclosureView| view! { <Whole view=view/> }}/>
    }
}

/// On the television every part is a stop of the remote.
fn stop() -> impl Fn() -> Option<&'static str> + Copy + Send + Sync {
    let frame = use_frame();
    move || (frame.get() == Frame::Tv).then_some("0")
}

#[component]
fn Whole(view: DisclosureView) -> impl IntoView {
    let now = use_now();
    let row = view.row.clone();
    let (left, shown) = (row.clone(), row.clone());
    let at = view.at;
    let note = view.note.clone();
    let corrected = row.corrected_at.is_some().then(|| {
        view! {
            <p class="note"><b>{move || format!("已更正（{}）：", at.spoken(now.get()))}</b>{note}</p>
        }
    });
    let withdrawn = view.withdrawn_for.clone().map(|why| {
        view! { <section class="why bad"><h2 class="why-title">"已撤回"</h2><p>{why}</p></section> }
    });
    let acts = view.clone();
    view! {
        <article class="meeting disclosure">
            <PageHead title=row.title.clone() back="/disclosures"/>
            <header>
                <p class="row wrap">
                    <Chip tone=tone(row.state)>{row.state.label()}</Chip>
                    <span class="muted">{row.category.label()}</span>
                    <span class="muted">{row.org.name.clone()}</span>
                </p>
                <h2 class="meeting-title phone-only">{row.title.clone()}</h2>
            </header>
            {withdrawn}
            <section class="panel" tabindex=stop()>
                <dl class="facts">
                    <div class="fact"><dt>"公示期"</dt><dd>{move || period(&shown, now.get())}</dd></div>
                    <div class="fact"><dt>"还剩"</dt><dd>{move || remaining(&left, now.get())}</dd></div>
                    <div class="fact"><dt>"公开范围"</dt><dd>{reach(&view)}</dd></div>
                </dl>
                {corrected}
            </section>
            <section class="panel" tabindex=stop()>
                <div class="reading">{paragraphs(&view.text)}</div>
                <Photos photos=view.photos.clone()/>
                <Attachments files=view.attachments.clone()/>
            </section>
            <Earlier versions=view.earlier/>
            <p class="small"><a class="link" href="/manual/disclosure">"怎么用"</a></p>
            <Acts view=acts/>
        </article>
    }
}

fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()
}

/// Whom it is for; by name where the caller may see that.
fn reach(view: &DisclosureView) -> String {
    let groups = view.groups.iter().map(|g| g.name.as_str());
    let members = view.members.iter().map(|m| m.name.as_str());
    let names: Vec<&str> = groups.chain(members).collect();
    let label = view.row.reach.label();
    match names.len() {
        0 => label.to_owned(),
        1..=8 => format!("{label}：{}", names.join("、")),
        n => format!("{label}：{}等 {n} 个", names[..8].join("、")),
    }
}

/// How it read before it was corrected.
#[component]
fn Earlier(versions: Vec<DisclosureVersion>) -> impl IntoView {
    let now = use_now();
    let one = move |v: DisclosureVersion| {
        let at = v.at;
        let about = if v.version == 1 { "最初公示".to_owned() } else { format!("更正：{}", v.note) };
        view! {
            <li>
                <details class="earlier">
                    <summary>{move || at.spoken(now.get())}" · "{about}</summary>
                    <p><b>{v.title}</b></p>
                    <div class="reading">{paragraphs(&v.text)}</div>
                    <p class="muted small">{format!("公示至 {}", v.ends_on)}</p>
                </details>
            </li>
        }
    };
    (!versions.is_empty()).then(|| {
        view! {
            <section class="panel" tabindex=stop()>
                <h2 class="panel-title">"更正之前的内容"</h2>
                <ul class="earlier-list">{versions.into_iter().map(one).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Acts(view: DisclosureView) -> impl IntoView {
    let manages = can_here(Permission::ManagePublic);
    let (id, running) = (view.row.id, view.row.state == DisclosureState::Running);
    let may = move |act| view.acts.contains(&act);
    let (edits, withdraws) = (may(DisclosureAct::Edit), may(DisclosureAct::Withdraw));
    let open = RwSignal::new(false);
    let save = use_save(move |reason: String, key| async move {
        api::disclosure::withdraw(id, DisclosureWithdrawForm { reason }, key).await?;
        open.set(false);
        toast::show(Tone::Ok, "已撤回");
        Ok(())
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    view! {
        <Show when=move || manages.get() && (edits || withdraws)>
            <div class="acts">
                {edits.then(|| view! {
                    <a class="btn btn-primary" href=format!("/disclosures/{id}/edit")>
                        <Icon name=IconName::Paper/>{if running { "更正" } else { "修改" }}
                    </a>
                })}
                {withdraws.then(|| view! { <Button kind=ButtonKind::Danger on_click=move |_| open.set(true)>"撤回"</Button> })}
            </div>
        </Show>
        <ReasonSheet open=open ask=WITHDRAW busy=save.pending() error=error on_send=move |reason| save.go(reason)/>
    }
}
