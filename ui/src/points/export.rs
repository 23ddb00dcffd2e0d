//! Taking a yearly sheet along: what for, as what, and then the file.

use crate::api::points::Whose;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Icon, IconName, SelectField, Sheet, TextField, Tone, focus_field, toast, use_me, use_now,
    use_save,
};
use crate::member::fetch;
use gsdj_domain::member::ExportFormat;
use gsdj_domain::member::list::PURPOSE_MAX;
use gsdj_domain::points::{SheetExport, check_sheet};
use leptos::prelude::*;

/// The button and its sheet.
#[component]
pub fn SheetExportButton(whose: Whose, year: Signal<i32>) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button kind=ButtonKind::Line on_click=move |_| open.set(true)><Icon name=IconName::Download/>"导出"</Button>
        <Sheet open=open title="导出年度积分表">
            {if api::is_app() {
                view! { <p>"导出的文件含个人信息，请在电脑上用浏览器打开平台后导出。"</p> }.into_any()
            } else {
                view! { <Form whose=whose year=year open=open/> }.into_any()
            }}
        </Sheet>
    }
}

#[component]
fn Form(whose: Whose, year: Signal<i32>, open: RwSignal<bool>) -> impl IntoView {
    let (me, now) = (use_me(), use_now());
    // members need not say what they take their own sheet for
    let others = Memo::new(move |_| me.with(|m| m.as_ref().is_none_or(|m| m.member.is_none())));
    let purpose = RwSignal::new(String::new());
    let format = RwSignal::new(ExportFormat::Xlsx.code().to_owned());
    let tried = RwSignal::new(false);
    let form = move || SheetExport {
        year: year.get(),
        format: ExportFormat::from_code(&format.get()).unwrap_or(ExportFormat::Xlsx),
        purpose: purpose.get(),
    };
    let save = use_save(move |form: SheetExport, key| async move {
        if let Sent::Done(ticket) = api::points::export(whose, form, key).await? {
            fetch(&ticket);
            toast::show(Tone::Ok, format!("正在下载：{}", ticket.name));
            open.set(false);
        }
        Ok(())
    });
    let fault = move || {
        let found = check_sheet(&form(), others.get(), now.get()).err().map(|r| r.problem(String::new()))?;
        (found.field.as_deref() == Some("purpose")).then_some(found.title)
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
    let formats = ExportFormat::ALL.iter().map(|f| (f.code().to_owned(), f.label().to_owned())).collect();
    view! {
        <form novalidate on:submit=submit>
            <p>{move || format!("导出 {} 年的年度积分表。导出会记入操作日志。", year.get())}</p>
            <Show when=move || others.get()>
                <TextField label="用途" name="purpose" value=purpose error=error required=true max=PURPOSE_MAX
                    hint="写明给谁、做什么用，如“2026 年度民主评议”。用途会记入操作日志。"/>
            </Show>
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
