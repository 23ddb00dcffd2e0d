//! `/password`: one's own password; the first one has to be changed before anything else.

use super::model::rules;
use super::rules::PasswordRules;
use crate::api::session;
use crate::kit::{Button, ButtonKind, Icon, IconName, PageHead, TextField, Tone, focus_field, toast, use_me, use_save};
use gsdj_domain::account::ChangePassword;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let me = use_me();
    let must = Memo::new(move |_| me.get().is_some_and(|m| m.must_change_password));
    // fixed when the page is opened: saving changes it before leaving
    let first = must.get_untracked();
    let head = if first {
        view! { <PageHead title="设置新密码"/> }.into_any()
    } else {
        view! { <PageHead title="修改密码" back="/me"/> }.into_any()
    };
    view! {
        <div class="page-narrow password-page">
            {head}
            {first.then(|| view! {
                <div class="first-note" role="note">
                    <Icon name=IconName::Lock/>
                    <p><b>"首次登录请先修改密码"</b><br/>"当前密码是初始密码，别人也可能知道。换成只有您知道的密码，再开始使用。"</p>
                </div>
            })}
            <section class="panel"><PasswordForm first=first/></section>
        </div>
    }
}

#[component]
fn PasswordForm(first: bool) -> impl IntoView {
    let [current, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let lacks = RwSignal::new(None::<(&'static str, String)>);
    let navigate = use_navigate();
    let save = use_save(move |form: ChangePassword, key| {
        let navigate = navigate.clone();
        async move {
            session::change_password(form, key).await?;
            toast::show(Tone::Ok, "密码已修改，其他设备需要重新登录");
            navigate(if first { "/home" } else { "/me" }, Default::default());
            Ok(())
        }
    });
    let error = save.error();
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            let own = lacks.get().filter(|l| l.0 == field).map(|l| l.1);
            own.or_else(|| error.with(|e| e.as_ref().and_then(|e| e.field(field))))
        })
    };
    let other =
        move || error.get().filter(|e| e.field("new").is_none() && e.field("current").is_none()).map(|e| e.sentence());
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let form = ChangePassword { current: current.get_untracked(), new: new.get_untracked() };
        lacks.set(lacking(&form, &again.read_untracked()));
        match lacks.get_untracked() {
            Some((field, _)) => focus_field(field),
            None => save.go(form),
        }
    };
    Effect::new(move |_| {
        let field =
            error.with(|e| e.as_ref().and_then(|e| ["current", "new"].into_iter().find(|f| e.field(f).is_some())));
        if let Some(field) = field {
            focus_field(field);
        }
    });
    let label = if first { "初始密码" } else { "当前密码" };
    view! {
        <form on:submit=submit novalidate=true>
            <TextField label=label name="current" value=current error=fault("current") required=true kind="password" autocomplete="current-password"/>
            <TextField label="新密码" name="new" value=new error=fault("new") required=true kind="password" autocomplete="new-password"/>
            <TextField label="再输一次新密码" name="again" value=again error=fault("again") required=true kind="password" autocomplete="new-password"/>
            <PasswordRules new=new again=again current=current/>
            <p class="fault" role="alert">{other}</p>
            <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存新密码"</Button>
        </form>
    }
}

/// The first field that keeps the form from being sent, and what to say beside it.
fn lacking(form: &ChangePassword, again: &str) -> Option<(&'static str, String)> {
    if form.current.is_empty() {
        return Some(("current", "请填写当前密码".into()));
    }
    if form.new.is_empty() {
        return Some(("new", "请填写新密码".into()));
    }
    if form.new != again {
        return Some(("again", "两次输入的新密码不一致".into()));
    }
    let broken = rules(&form.new, again, &form.current).into_iter().find(|r| !r.holds);
    broken.map(|r| ("new", format!("新密码要求：{}", r.says)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(current: &str, new: &str) -> ChangePassword {
        ChangePassword { current: current.into(), new: new.into() }
    }

    #[test]
    fn the_first_fault_is_said_beside_its_field() {
        assert_eq!(lacking(&form("", "gaotai-2026"), "gaotai-2026").unwrap().0, "current");
        assert_eq!(lacking(&form("old", "gaotai-2026"), "gaotai-2027").unwrap().0, "again");
        assert_eq!(lacking(&form("old", "short1"), "short1").unwrap().0, "new");
        assert_eq!(lacking(&form("old", "gaotai-2026"), "gaotai-2026"), None);
    }
}
