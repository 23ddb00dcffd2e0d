//! `/branch/members/:id/card`: a member's printed card, to be made, printed and taken out of use.

use crate::api::{self, ApiError, session};
use crate::kit::{
    Button, ButtonKind, Confirm, Empty, ErrorCard, Icon, IconName, PageHead, Qr, Skeleton, Tone, toast, use_id,
    use_load, use_save,
};
use crate::workbench::{Only, Workbench};
use gsdj_domain::MemberId;
use gsdj_domain::account::Permission;
use gsdj_domain::proxy::MemberCard;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page.
#[component]
pub fn CardPage() -> impl IntoView {
    view! { <Only permission=Permission::ManageBranch><Of/></Only> }
}

#[component]
fn Of() -> impl IntoView {
    let id = use_id(MemberId);
    view! {
        <Workbench>
            <div class="page-narrow card-page">
                <PageHead title="签到卡" back="/branch/proxies"/>
                {move || id.get().map(|id| view! { <One id=id/> })}
            </div>
        </Workbench>
    }
}

/// What is known of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Known {
    Asking,
    None,
    There(MemberCard),
    Failed(ApiError),
}

#[component]
fn One(id: MemberId) -> impl IntoView {
    let known = RwSignal::new(Known::Asking);
    let ask = move || {
        spawn_local(async move {
            let now = match api::proxy::card(id).await {
                Ok(card) => Known::There(card.data),
                Err(ApiError::Refused(problem)) if problem.code == "not_found" => Known::None,
                Err(error) => Known::Failed(error),
            };
            // the page may be gone by now
            let _ = known.try_set(now);
        });
    };
    ask();
    let make = use_save(move |(): (), key| async move {
        if let api::Sent::Done(card) = api::proxy::make_card(id, key).await? {
            known.set(Known::There(card));
            toast::show(Tone::Ok, "签到卡已制作，请打印");
        }
        Ok(())
    });
    let error = move || make.error().get().map(|e| e.sentence());
    view! {
        {move || match known.get() {
            Known::Asking => view! { <Skeleton rows=3/> }.into_any(),
            Known::Failed(error) => view! { <ErrorCard error=error on_retry=move |()| ask()/> }.into_any(),
            Known::None => view! {
                <Empty icon=IconName::Person title="还没有签到卡" text="没有智能手机的党员，可以打印一张签到卡，到会时给主持人的设备扫。">
                    <Button kind=ButtonKind::Primary busy=make.pending() on_click=move |_| make.go(())>"制作签到卡"</Button>
                </Empty>
            }.into_any(),
            Known::There(card) => view! { <Printed card=card known=known again=make.pending() on_again=move |()| make.go(())/> }.into_any(),
        }}
        <p class="fault" role="alert">{error}</p>
    }
}

#[component]
fn Printed(
    card: MemberCard,
    known: RwSignal<Known>,
    #[prop(into)] again: Signal<bool>,
    #[prop(into)] on_again: Callback<()>,
) -> impl IntoView {
    let (voiding, remaking) = (RwSignal::new(false), RwSignal::new(false));
    let id = card.member;
    let save = use_save(move |(): (), key| async move {
        api::proxy::void_card(id, key).await?;
        toast::show(Tone::Ok, "签到卡已作废");
        known.set(Known::None);
        Ok(())
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let platform = use_load(session::platform, &[Tag::Session]);
    let plain = card.code.replace('-', "");
    let text = Signal::derive(move || {
        let set = platform.data().with(|p| p.as_ref().map(|p| p.address.trim_end_matches('/').to_owned()));
        let base = set.filter(|a| !a.is_empty()).unwrap_or_else(|| window().location().origin().unwrap_or_default());
        format!("{base}/check-in/card#{plain}")
    });
    let print = move |_| {
        // a browser that can't print says so itself
        let _ = window().print();
    };
    view! {
        <article class="member-card" aria-label="签到卡">
            <div class="member-card-words">
                <p class="member-card-brand">"甘肃党建 · 会议签到卡"</p>
                <h2>{card.name.clone()}</h2>
                <p>{card.org.clone()}</p>
                <p class="member-card-code">{card.code.clone()}</p>
                <p class="small">"到会时交主持人的设备扫码签到。请勿转借；丢失请告诉支部，马上作废。"</p>
            </div>
            <Qr text=text label=format!("{}的签到卡", card.name)/>
        </article>
        <div class="chips card-acts">
            <Button kind=ButtonKind::Primary on_click=print><Icon name=IconName::Paper/>"打印"</Button>
            <Button kind=ButtonKind::Line busy=again on_click=move |_| remaking.set(true)>"重新制作"</Button>
            <Button kind=ButtonKind::Danger on_click=move |_| voiding.set(true)>"作废"</Button>
        </div>
        <Confirm open=remaking title="重新制作签到卡？" text="旧卡马上作废，要打印新的。" yes="重新制作" busy=again on_yes=move |()| { remaking.set(false); on_again.run(()) }/>
        <Confirm open=voiding title="作废签到卡？" text="作废后，这张卡不能再签到。" yes="作废" danger=true busy=save.pending() error=error on_yes=move |()| save.go(())/>
    }
}
