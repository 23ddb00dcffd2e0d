//! The rules for passwords, ticked while typing.

use super::model::{Rule, rules};
use crate::kit::{Icon, IconName};
use leptos::prelude::*;

/// The list of rules, by what is typed.
#[component]
pub fn PasswordRules(new: RwSignal<String>, again: RwSignal<String>, current: RwSignal<String>) -> impl IntoView {
    let rules = Memo::new(move |_| rules(&new.read(), &again.read(), &current.read()));
    let one = |r: Rule| {
        let (class, state) = if r.holds { ("rule holds", "（已符合）") } else { ("rule", "（未符合）") };
        view! {
            <li class=class>
                <span class="rule-mark" aria-hidden="true">{r.holds.then(|| view! { <Icon name=IconName::Check/> })}</span>
                {r.says}<span class="sr-only">{state}</span>
            </li>
        }
    };
    view! {
        <ul class="rules" aria-label="密码要求">{move || rules.get().into_iter().map(one).collect_view()}</ul>
        <p class="hint">"不要用账号、手机号、身份号码或别人容易猜到的数字。"</p>
    }
}
