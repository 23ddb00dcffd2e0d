//! The sheet in which a superior urges a branch.

use crate::api;
use crate::kit::{Button, ButtonKind, SelectField, Sheet, TextField, Tone, toast, use_save};
use gsdj_domain::OrgId;
use gsdj_domain::org::OrgKind;
use gsdj_domain::urge::{TEXT_MAX, UrgeForm, UrgeTopic, check};
use leptos::prelude::*;

/// The sheet for one branch.
#[component]
pub fn UrgeSheet(open: RwSignal<bool>, branch: OrgId, name: String) -> impl IntoView {
    let topic = RwSignal::new(UrgeTopic::Meeting.code().to_owned());
    let text = RwSignal::new(String::new());
    let save = use_save(move |form: UrgeForm, key| async move {
        api::urge::press(branch, form, key).await?;
        toast::show(Tone::Ok, "已督办，该支部会收到通知");
        text.set(String::new());
        open.set(false);
        Ok(())
    });
    let tried = RwSignal::new(false);
    let form = move || UrgeForm {
        topic: topic.with(|t| UrgeTopic::from_code(t)).unwrap_or(UrgeTopic::Other),
        text: text.get().trim().to_owned(),
    };
    let fault = Signal::derive(move || {
        let own = check(&form(), OrgKind::Branch).err().map(|r| r.sentence());
        own.filter(|_| tried.get()).or_else(|| save.field("text").get())
    });
    let beside = move || save.error().get().filter(|e| e.field("text").is_none()).map(|e| e.sentence());
    let send = move |_| {
        tried.set(true);
        let form = untrack(form);
        if check(&form, OrgKind::Branch).is_ok() {
            save.go(form);
        }
    };
    let options = || UrgeTopic::ALL.iter().map(|t| (t.code().to_owned(), t.label().to_owned())).collect::<Vec<_>>();
    view! {
        <Sheet open=open title=format!("督办：{name}")>
            <p class="muted">"督办会进入支部的通知和“督办”列表；同一事项办结之前不能重复督办。"</p>
            <SelectField label="督办事项" name="topic" value=topic options=options() required=true/>
            <TextField label="督办内容" name="text" value=text error=fault multiline=true max=TEXT_MAX hint="要做什么、什么时候完成"/>
            <p class="fault" role="alert">{beside}</p>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=send>"发出督办"</Button>
            </div>
        </Sheet>
    }
}
