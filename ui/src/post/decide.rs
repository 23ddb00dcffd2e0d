//! The province grants a post, to one branch or to all, or returns the request with a reason.

use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Sheet, TextField, Tone, toast, use_save};
use gsdj_domain::branch::{PostDecision, PostRequest};
use gsdj_domain::meeting::Decision;
use gsdj_domain::meeting::form::REASON_MAX;
use leptos::prelude::*;

/// The two ways, each with its sheet.
#[component]
pub fn Decide(request: StoredValue<PostRequest>) -> impl IntoView {
    let (grant, back) = (RwSignal::new(false), RwSignal::new(false));
    let name = request.with_value(|r| r.name.clone());
    let (grants, returns) = (StoredValue::new(format!("批准“{name}”")), StoredValue::new(format!("退回“{name}”")));
    view! {
        <div class="acts row">
            <Button kind=ButtonKind::Line on_click=move |_| back.set(true)>{returns.get_value()}</Button>
            <Button kind=ButtonKind::Primary on_click=move |_| grant.set(true)>{grants.get_value()}</Button>
        </div>
        <Sheet open=grant title=grants.get_value()><Answer request=request decision=Decision::Approve open=grant/></Sheet>
        <Sheet open=back title=returns.get_value()><Answer request=request decision=Decision::Return open=back/></Sheet>
    }
}

#[component]
fn Answer(request: StoredValue<PostRequest>, decision: Decision, open: RwSignal<bool>) -> impl IntoView {
    let reply = RwSignal::new(String::new());
    let for_all = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let (id, branch) = request.with_value(|r| (r.id, r.org.name.clone()));
    let returns = decision == Decision::Return;
    let save = use_save(move |form: PostDecision, key| async move {
        if let Sent::Done(_) = api::post::decide(id, form, key).await? {
            toast::show(Tone::Ok, if returns { "申请已退回" } else { "已批准增设" });
            open.try_set(false);
        }
        Ok(())
    });
    let missing =
        move || (tried.get() && returns && reply.with(|r| r.trim().is_empty())).then(|| "退回时请写明原因".to_owned());
    let long = move || reply.with(|r| r.trim().chars().count() > REASON_MAX).then(|| format!("最多 {REASON_MAX} 个字"));
    let fault = Signal::derive(move || missing().or_else(long).or_else(|| save.field("reason").get()));
    let go = move |_| {
        tried.set(true);
        if untrack(|| missing().or_else(long)).is_none() {
            let form =
                PostDecision { decision, reply: reply.get_untracked().trim().into(), for_all: for_all.get_untracked() };
            save.go(form);
        }
    };
    let other = move || save.error().get().filter(|e| e.field("reason").is_none());
    let verb = if returns { "退回" } else { "批准" };
    view! {
        {(!returns).then(|| view! {
            <p class="muted">{format!("批准后，{branch}就可以选用这个职务。")}</p>
            <label class="tick">
                <input type="checkbox" class="checkbox" prop:checked=move || for_all.get() on:change=move |_| for_all.update(|a| *a = !*a)/>
                <span class="grow">"全省支部都可以选用"<span class="cell-note">"不勾选时，只有这个支部可以选用"</span></span>
            </label>
        })}
        <TextField label=if returns { "退回原因" } else { "答复（可不填）" } name="reason" value=reply error=fault required=returns multiline=true max=REASON_MAX/>
        <p class="fault" role="alert">{move || other().map(|e| e.sentence())}</p>
        <div class="sheet-foot row">
            <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"再想想"</Button>
            <Button kind=if returns { ButtonKind::Danger } else { ButtonKind::Primary } busy=save.pending() on_click=go>{verb}</Button>
        </div>
    }
}
