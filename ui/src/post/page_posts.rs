//! `/posts`: a branch's own requests and a new one; for the province its queue and what it decided.

use super::decide::Decide;
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Chip, Empty, Faults, Icon, IconName, PageHead, Sheet, TextField, Tone, by_field, can, can_here,
    draft, toast, use_now, use_save,
};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::branch::post::{NAME_MAX, check_request};
use gsdj_domain::branch::{PostRequest, PostRequestForm, PostRound, RequestState};
use gsdj_domain::meeting::Decision;
use gsdj_domain::meeting::form::REASON_MAX;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page; `?decided=true` shows the province what it decided on.
#[component]
pub fn Posts() -> impl IntoView {
    view! { <Only permission=Permission::SeePostRequests><List/></Only> }
}

#[component]
fn List() -> impl IntoView {
    let query = use_query_map();
    let decides = can(Permission::DecidePosts);
    let asks = can_here(Permission::ManageBranch);
    let decided = Memo::new(move |_| query.read().get("decided").as_deref() == Some("true"));
    // a message says when something has happened to a request
    let list = use_paged(move |cursor| api::post::list(decided.get(), cursor), &[Tag::Orgs, Tag::Inbox]);
    Effect::new(move |before: Option<bool>| {
        let now = decided.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let open = RwSignal::new(false);
    let again = RwSignal::new(None::<PostRequest>);
    let ask = move |request: Option<PostRequest>| {
        again.set(request);
        open.set(true);
    };
    let tab = move |label: &'static str, to: &'static str, is: bool| {
        view! { <a class="chip-button" href=to aria-current=move || (decided.get() == is).then_some("true")>{label}</a> }
    };
    let empty = move || {
        let text = match (decides.get(), decided.get()) {
            (true, false) => "支部提出申请后会列在这里，并通知您。",
            (true, true) => "批准或退回的申请会列在这里。",
            (false, _) => "支委会的职务目录里没有要设的职务时，可以在这里向省委组织部申请。",
        };
        view! { <Empty icon=IconName::Flag title="没有申请" text=text/> }
    };
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="增设职务" back="/branch"/>
                <nav class="chips" aria-label="增设职务">
                    <Show when=move || decides.get()>{tab("待办理", "/posts", false)} {tab("已办理", "/posts?decided=true", true)}</Show>
                    <Show when=move || asks.get()>
                        <button type="button" class="chip-button" on:click=move |_| ask(None)><Icon name=IconName::Plus/>"申请增设职务"</button>
                    </Show>
                    <a class="chip-button" href="/manual/posts">"怎么用"</a>
                </nav>
                <FreshList list=list empty=empty>
                    <ul class="cards">
                        <For each=move || list.rows.get() key=|r| format!("{} {:?} {}", r.id, r.state, r.rounds.len())
                            children=move |r| view! { <Request request=r on_again=move |r| ask(Some(r))/> }/>
                    </ul>
                </FreshList>
                <MoreRows list=list/>
            </div>
            <Ask open=open again=again/>
        </Workbench>
    }
}

/// How a state sounds.
const fn tone(state: RequestState) -> Tone {
    match state {
        RequestState::Waiting => Tone::Info,
        RequestState::Returned => Tone::Bad,
        RequestState::Approved => Tone::Ok,
    }
}

#[component]
fn Request(request: PostRequest, #[prop(into)] on_again: Callback<PostRequest>) -> impl IntoView {
    let decides = can_here(Permission::DecidePosts);
    let asks = can_here(Permission::ManageBranch);
    let state = request.state;
    let (whole, name) = (StoredValue::new(request.clone()), request.name.clone());
    let says = format!("修改“{name}”并重新申请");
    view! {
        <li class="card">
            <p class="row wrap">
                <b class="grow">{name}</b>
                <Chip tone=tone(state)>{state.label()}</Chip>
            </p>
            <Show when=move || decides.get()><p class="small">{move || whole.with_value(|r| r.org.name.clone())}</p></Show>
            <ol class="rounds">{request.rounds.into_iter().map(round).collect_view()}</ol>
            <Show when=move || asks.get() && state == RequestState::Returned>
                <button type="button" class="chip-button" aria-label=says.clone() on:click=move |_| on_again.run(whole.get_value())>"修改重报"</button>
            </Show>
            <Show when=move || decides.get() && state == RequestState::Waiting><Decide request=whole/></Show>
        </li>
    }
}

fn round(r: PostRound) -> impl IntoView {
    let now = use_now();
    let (at, decided) = (r.at, r.decided_at);
    let said = r.decision.map(|d| match d {
        Decision::Approve => "省委组织部批准",
        Decision::Return => "省委组织部退回",
    });
    let reply = r.reply.clone();
    view! {
        <li class="round">
            <p class="small muted">{move || format!("{} 申请“{}”", at.spoken(now.get()), r.name)}</p>
            <p>{r.reason}</p>
            {said.map(|said| view! {
                <p class="small muted">{move || format!("{} {said}", decided.map(|d| d.spoken(now.get())).unwrap_or_default())}</p>
                {(!reply.is_empty()).then(|| view! { <p>{reply.clone()}</p> })}
            })}
        </li>
    }
}

#[component]
fn Ask(open: RwSignal<bool>, again: RwSignal<Option<PostRequest>>) -> impl IntoView {
    let title =
        Signal::derive(move || if again.with(Option::is_some) { "修改重报" } else { "申请增设职务" }.to_owned());
    view! { <Sheet open=open title=title><AskForm open=open again=again.get_untracked()/></Sheet> }
}

/// What is wrong before it is sent; which posts there are already is the server's to say.
fn faults(form: &PostRequestForm) -> Faults {
    check_request(form, &[], &[]).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
}

#[component]
fn AskForm(open: RwSignal<bool>, again: Option<PostRequest>) -> impl IntoView {
    let id = again.as_ref().map(|r| r.id);
    let last = again.as_ref().and_then(|r| r.rounds.last());
    let name = RwSignal::new(last.map(|r| r.name.clone()).unwrap_or_default());
    let reason = RwSignal::new(last.map(|r| r.reason.clone()).unwrap_or_default());
    let key = id.map_or_else(|| "post".to_owned(), |id| format!("post-{id}"));
    let kept = draft::keep(
        key,
        move || (name.get(), reason.get()),
        move |(n, r): (String, String)| {
            name.set(n);
            reason.set(r);
        },
    );
    let typed = move || PostRequestForm { name: name.get().trim().into(), reason: reason.get().trim().into() };
    let tried = RwSignal::new(false);
    let all = Memo::new(move |_| faults(&typed()));
    let save = use_save(move |form: PostRequestForm, key| {
        let kept = kept.clone();
        async move {
            if let Sent::Done(_) = api::post::ask(id, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "申请已报省委组织部");
                open.set(false);
            }
            Ok(())
        }
    });
    let fault = move |field: &'static str| {
        Signal::derive(move || {
            all.with(|f| f.get(field).cloned()).filter(|_| tried.get()).or_else(|| save.field(field).get())
        })
    };
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        if all.with_untracked(Faults::is_empty) {
            save.go(untrack(typed));
        }
    };
    let other = move || save.error().get().filter(|e| e.field("name").or_else(|| e.field("reason")).is_none());
    view! {
        <form class="form-page" novalidate on:submit=submit>
            <TextField label="职务名称" name="name" value=name error=fault("name") required=true max=NAME_MAX hint="例如：××委员"/>
            <TextField label="申请理由" name="reason" value=reason error=fault("reason") required=true multiline=true max=REASON_MAX
                hint="为什么需要设这个职务"/>
            <p class="fault" role="alert">{move || other().map(|e| e.sentence())}</p>
            <div class="sheet-foot"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"报省委组织部"</Button></div>
        </form>
    }
}
