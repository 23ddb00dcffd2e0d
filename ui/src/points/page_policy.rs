//! `/points/policy`: the province's switches (FEATURES 6.6), with what each means for everybody.

use super::model::form_of;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Confirm, Icon, IconName, Loaded, PageHead, SelectField, TextField, Tone, focus_field, toast,
    use_load, use_now, use_save,
};
use crate::workbench::{Only, Workbench};
use gsdj_domain::account::Permission;
use gsdj_domain::points::policy::POLICY_REASON_MAX;
use gsdj_domain::points::{PointsPolicy, PointsReach, PolicyForm, check_policy};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PolicyPage() -> impl IntoView {
    view! { <Only permission=Permission::SetPointsPolicy><Policy/></Only> }
}

#[component]
fn Policy() -> impl IntoView {
    let load = use_load(api::points::policy, &[Tag::Points]);
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="积分管理"/>
                <Loaded load=load view={|policy: PointsPolicy| view! { <Form policy=policy/> }}/>
            </div>
        </Workbench>
    }
}

#[component]
fn Form(policy: PointsPolicy) -> impl IntoView {
    let now = use_now();
    let stands = form_of(&policy);
    let since = policy.since;
    let (points, rankings, names) =
        (RwSignal::new(stands.points), RwSignal::new(stands.rankings), RwSignal::new(stands.names));
    let reach = RwSignal::new(stands.reach.code().to_owned());
    let reason = RwSignal::new(stands.reason.clone());
    let (tried, asking) = (RwSignal::new(false), RwSignal::new(false));
    let form = move || PolicyForm {
        points: points.get(),
        rankings: rankings.get(),
        names: names.get(),
        reach: PointsReach::from_code(&reach.get()).unwrap_or(PointsReach::Branch),
        reason: reason.get(),
    };
    let save = use_save(move |form: PolicyForm, key| async move {
        if let Sent::Done(_) = api::points::set_policy(form, key).await? {
            toast::show(Tone::Ok, "已保存，全省立即生效");
        }
        asking.set(false);
        Ok(())
    });
    let fault = move || check_policy(&form()).err().map(|r| r.problem(String::new()).title);
    let error = Signal::derive(move || if tried.get() { fault() } else { None }.or_else(|| save.field("reason").get()));
    let general =
        Signal::derive(move || save.error().get().filter(|e| e.field("reason").is_none()).map(|e| e.sentence()));
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        if untrack(fault).is_some() {
            focus_field("reason");
        } else {
            asking.set(true);
        }
    };
    let reaches = PointsReach::ALL.iter().map(|r| (r.code().to_owned(), r.label().to_owned())).collect();
    let text = Signal::derive(move || format!("{}。全省立即生效，并记入操作日志。", form().words()));
    view! {
        <form class="panel" novalidate on:submit=submit>
            <p class="muted">{move || since.map_or_else(|| "现在是平台的默认设置。".to_owned(), |at| format!("上次设置：{}。", at.spoken(now.get())))}</p>
            <Switch on=points name="积分" says="关闭后不再记积分，也不展示；以前的积分仍然保存"/>
            <Switch on=rankings name="积分排行" says="关闭后任何人都看不到学习排行和爱心榜"/>
            <Switch on=names name="排行显示姓名" says="关闭后，个人排行里只有自己能看到自己的姓名"/>
            <SelectField label="党员积分的可见范围" name="reach" value=reach options=reaches
                hint="默认只在本支部内可见，上级党组织只看到支部的合计。"/>
            <TextField label="说明" name="reason" value=reason error=error multiline=true max=POLICY_REASON_MAX
                hint="关闭任何一项时请写明原因，全省党员在“为什么”里都会看到。"/>
            {move || general.get().map(|e| view! { <p class="fault" role="alert"><Icon name=IconName::Warning/><span>{e}</span></p> })}
            <div class="row wrap">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button>
                <a class="btn btn-line" href="/points/rules">"规则说明"</a>
            </div>
        </form>
        <Confirm open=asking title="保存积分管理设置？" text=text yes="保存" busy=save.pending() error=general
            on_yes=move |()| save.go(untrack(form))/>
    }
}

#[component]
fn Switch(on: RwSignal<bool>, name: &'static str, says: &'static str) -> impl IntoView {
    view! {
        <label class="check-row">
            <span class="grow"><b>{name}</b><span class="hint">{says}</span></span>
            <input type="checkbox" class="toggle" role="switch" prop:checked=move || on.get()
                on:change=move |ev| on.set(event_target_checked(&ev))/>
        </label>
    }
}
