//! `/sign-in`: account, password, and what to check when it does not work.

use super::model::{kind, missing};
use crate::api::{ApiError, session};
use crate::guide::{Dunes, TvWelcome};
use crate::kit::{Button, ButtonKind, Frame, Icon, IconName, TextField, focus_field, heading, use_frame, use_save};
use gsdj_domain::account::SignIn;
use leptos::prelude::*;

/// The page; on the television it explains instead: there is nothing to type with.
#[component]
pub fn SignInPage() -> impl IntoView {
    document().set_title("登录 · 甘肃党建");
    heading().set(Default::default());
    crate::rooms::fetch_work();
    let frame = use_frame();
    move || {
        if frame.get() == Frame::Tv { view! { <TvWelcome/> }.into_any() } else { view! { <SignInCard/> }.into_any() }
    }
}

#[component]
fn SignInCard() -> impl IntoView {
    view! {
        <div class="sign-in">
            <div class="sign-in-art"><Dunes/><p>"甘肃党建"</p></div>
            <section class="sign-in-card">
                <h1>"登录"</h1>
                <SignInForm/>
                <p class="sign-in-help">
                    <a class="link" href="/manual/sign-in">"第一次登录"</a>
                    <a class="link" href="/manual/password">"忘记密码"</a>
                    <a class="link" href="/">"返回引导页"</a>
                </p>
            </section>
        </div>
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let (account, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // what the page itself finds missing, by field
    let lacks = RwSignal::new(None::<(&'static str, &'static str)>);
    let save = use_save(|form: SignIn, key| async move { session::sign_in(form, key).await });
    let error = save.error();
    let lacking = move |field: &'static str| lacks.get().filter(|l| l.0 == field).map(|l| l.1.to_owned());
    let account_error = Signal::derive(move || {
        lacking("account").or_else(|| error.with(|e| e.as_ref().and_then(|e| e.field("account"))))
    });
    let password_error = Signal::derive(move || {
        lacking("password").or_else(|| error.with(|e| e.as_ref().and_then(|e| e.field("password"))))
    });
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let (name, secret) = (account.get_untracked(), password.get_untracked());
        lacks.set(missing(&name, &secret));
        match lacks.get_untracked() {
            Some((field, _)) => focus_field(field),
            None => save.go(SignIn { account: name.trim().to_owned(), password: secret, device: None }),
        }
    };
    Effect::new(move |_| {
        if error.with(Option::is_some) {
            focus_field("password");
        }
    });
    view! {
        <form on:submit=submit novalidate=true>
            <TextField label="账号" name="account" value=account error=account_error required=true autocomplete="username"/>
            <p class="hint sign-in-kind" aria-live="polite">{move || account.with(|a| kind(a).says())}</p>
            <TextField label="密码" name="password" value=password error=password_error required=true kind="password" autocomplete="current-password"/>
            {move || error.get().map(|e| view! { <Why error=e/> })}
            <Button kind=ButtonKind::Primary submit=true busy=save.pending()>{move || if save.pending().get() { "正在登录…" } else { "登录" }}</Button>
        </form>
    }
}

/// What to check: the hint of the refusal; the sentence itself only when no field carries it.
#[component]
fn Why(error: ApiError) -> impl IntoView {
    let beside_a_field = error.field("password").is_some() || error.field("account").is_some();
    let sentence = (!beside_a_field).then(|| error.sentence());
    let hint = error.hint();
    (sentence.is_some() || hint.is_some()).then(|| {
        view! {
            <div class="sign-in-why" role="note">
                <Icon name=IconName::Info/>
                <div>
                    {sentence.map(|s| view! { <p><b>{s}</b></p> })}
                    {hint.map(|h| view! { <p>{h}</p> })}
                </div>
            </div>
        }
    })
}
