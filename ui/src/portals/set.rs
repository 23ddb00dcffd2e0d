//! The sheet in which the province sets a platform's address.

use crate::api;
use crate::kit::{Button, ButtonKind, Sheet, TextField, Tone, sheet_for, toast, use_save};
use gsdj_domain::portals::{ADDRESS_MAX, PortalForm, PortalView, check_portal};
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn SetSheet(setting: RwSignal<Option<PortalView>>) -> impl IntoView {
    let open = sheet_for(setting);
    let address = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(portal) = setting.get() {
            address.set(portal.address.unwrap_or_default());
            tried.set(false);
        }
    });
    let save = use_save(move |form: PortalForm, key| async move {
        api::portals::set(form, key).await?;
        toast::show(Tone::Ok, "网址已保存");
        open.set(false);
        Ok(())
    });
    let form = move |address: Option<String>| {
        setting.with_untracked(|s| s.as_ref().map(|p| PortalForm { portal: p.portal, address }))
    };
    let fault = Signal::derive(move || {
        let typed = setting.with(|s| s.as_ref().map(|p| PortalForm { portal: p.portal, address: Some(address.get()) }));
        let own = typed.and_then(|f| check_portal(&f).err()).map(|r| r.sentence());
        own.filter(|_| tried.get()).or_else(|| save.field("address").get())
    });
    let beside = move || save.error().get().filter(|e| e.field("address").is_none()).map(|e| e.sentence());
    let keep = move |_| {
        tried.set(true);
        let typed = address.get_untracked().trim().to_owned();
        if let Some(form) = form(Some(typed)).filter(|f| check_portal(f).is_ok()) {
            save.go(form);
        }
    };
    let documented = move || setting.with(|s| s.as_ref().and_then(|p| p.portal.row().address));
    let give_back = move |_| {
        if let Some(form) = form(None) {
            save.go(form);
        }
    };
    let title =
        move || setting.with(|s| s.as_ref().map(|p| format!("设置网址：{}", p.portal.label())).unwrap_or_default());
    view! {
        <Sheet open=open title=Signal::derive(title)>
            <TextField label="网址" name="address" value=address error=fault max=ADDRESS_MAX inputmode="url" hint="留空表示暂不开放"/>
            <p class="fault" role="alert">{beside}</p>
            <div class="sheet-foot row wrap">
                {move || documented().map(|d| view! {
                    <Button kind=ButtonKind::Line busy=save.pending() on_click=give_back>{format!("恢复默认（{d}）")}</Button>
                })}
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=keep>"保存网址"</Button>
            </div>
        </Sheet>
    }
}
