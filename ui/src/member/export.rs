//! Exporting the list on the screen: what for, as what, and then the file.

use super::page_roll::Roll;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Icon, IconName, SelectField, Sheet, TextField, Tone, focus_field, toast, use_save,
};
use gsdj_domain::member::list::{EXPORT_MAX, PURPOSE_MAX, check_export};
use gsdj_domain::member::{ExportForm, ExportFormat, ExportTicket, MemberFilter};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The button and its sheet.
#[component]
pub fn Export(roll: Roll) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button kind=ButtonKind::Line on_click=move |_| open.set(true)><Icon name=IconName::Download/>"导出"</Button>
        <Sheet open=open title="导出党员名册">
            {if api::is_app() {
                view! { <p>"导出的文件含个人信息，请在电脑上用浏览器打开平台后导出。"</p> }.into_any()
            } else {
                view! { <Form roll=roll open=open/> }.into_any()
            }}
        </Sheet>
    }
}

#[component]
fn Form(roll: Roll, open: RwSignal<bool>) -> impl IntoView {
    let purpose = RwSignal::new(String::new());
    let format = RwSignal::new(ExportFormat::Xlsx.code().to_owned());
    let tried = RwSignal::new(false);
    let form = move || ExportForm {
        purpose: purpose.get(),
        format: ExportFormat::from_code(&format.get()).unwrap_or(ExportFormat::Xlsx),
        scope: roll.scope,
        filter: roll.filter.get(),
    };
    let save = use_save(move |form: ExportForm, key| async move {
        if let Sent::Done(ticket) = api::member::export(roll.org.get_untracked(), form, key).await? {
            fetch(&ticket);
            toast::show(Tone::Ok, format!("正在下载 {} 名党员的名册", ticket.rows));
            open.set(false);
        }
        Ok(())
    });
    let fault = move || {
        let found = check_export(&form()).err().map(|r| r.problem(String::new()))?;
        let ours = |field: &str| field == "purpose";
        let own = found.field.as_deref().is_some_and(ours).then(|| found.title.clone());
        own.or_else(|| found.errors.iter().find(|e| ours(&e.field)).map(|e| e.sentence.clone()))
    };
    let error =
        Signal::derive(move || if tried.get() { fault() } else { None }.or_else(|| save.field("purpose").get()));
    let general = move || save.error().get().filter(|e| e.field("purpose").is_none());
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        if untrack(fault).is_some() {
            focus_field("purpose");
        } else {
            save.go(untrack(form));
        }
    };
    let which = move || {
        let words = roll.filter.with(MemberFilter::words);
        if words.is_empty() {
            "名册上的全部党员".into()
        } else {
            format!("筛选出的党员（{}）", words.join("、"))
        }
    };
    let formats = ExportFormat::ALL.iter().map(|f| (f.code().to_owned(), f.label().to_owned())).collect();
    view! {
        <form novalidate on:submit=submit>
            <p>"导出" {which} "，一次最多 " {EXPORT_MAX / 10_000} " 万名。手机号隐去中间四位。"</p>
            <TextField label="用途" name="purpose" value=purpose error=error required=true max=PURPOSE_MAX
                hint="写明给谁、做什么用，如“核对第四季度党费”。用途会记入操作日志。"/>
            <SelectField label="文件格式" name="format" value=format options=formats/>
            {move || general().map(|e| view! {
                <p class="fault" role="alert"><Icon name=IconName::Warning/><span>{e.sentence()} " " {e.hint()}</span></p>
            })}
            <div class="sheet-foot row">
                <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"取消"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"导出"</Button>
            </div>
        </form>
    }
}

/// Has the browser save the file.
pub fn fetch(ticket: &ExportTicket) {
    let Ok(link) = document().create_element("a") else { return };
    let set = |name, value: &str| link.set_attribute(name, value).is_ok();
    if set("href", &ticket.path)
        && set("download", &ticket.name)
        && set("rel", "external")
        && let Some(link) = link.dyn_ref::<web_sys::HtmlElement>()
    {
        link.click();
    }
}
