//! `/branch/committee`: posts from the handbook's list, who holds them, and the term.

use super::member_picker::MemberPicker;
use super::model::{Draft, term};
use super::parts::{CommitteeText, tone};
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Chip, Icon, IconName, Loaded, PageHead, TextField, Tone, can, draft, focus_field, toast,
    use_load, use_me, use_now, use_save,
};
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::branch::{BranchCommittee, CommitteePost};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The page.
#[component]
pub fn CommitteePage() -> impl IntoView {
    let me = use_me();
    let org = Memo::new(move |_| me.get().map(|m| m.org));
    view! {
        <Workbench>
            <div class="page-narrow">
                <PageHead title="支委会" back="/branch"/>
                {move || org.get().map(|org| view! { <Of org=org/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Of(org: OrgId) -> impl IntoView {
    let manages = can(Permission::ManageBranch);
    let load = use_load(move || api::branch::committee(org), &[]);
    view! {
        <Loaded load=load view={move |c: Signal<BranchCommittee>| {
            let committee = c.get_untracked();
            if manages.get_untracked() {
                view! { <Editor org=org committee=committee/> }.into_any()
            } else {
                view! { <section class="panel"><CommitteeText committee=committee/></section> }.into_any()
            }
        }}/>
    }
}

#[component]
fn Editor(org: OrgId, committee: BranchCommittee) -> impl IntoView {
    let first = Draft::of(&committee);
    let posts = RwSignal::new(first.clone());
    let begins = RwSignal::new(first.begins);
    let ends = RwSignal::new(first.ends);
    let typed = move || Draft { begins: begins.get(), ends: ends.get(), ..posts.get() };
    let kept = draft::keep("branch-committee".into(), typed, move |old: Draft| {
        begins.set(old.begins.clone());
        ends.set(old.ends.clone());
        posts.set(old);
    });
    let tried = RwSignal::new(false);
    let all = Memo::new(move |_| typed().faults());
    let go = use_navigate();
    let save = use_save(move |form: BranchCommittee, key| {
        let (go, kept) = (go.clone(), kept.clone());
        async move {
            if let Sent::Done(_) = api::branch::put_committee(org, form, key).await? {
                kept.clear();
                toast::show(Tone::Ok, "支委会已保存");
                go("/branch", Default::default());
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
        let faulty =
            all.with_untracked(|f| ["posts", "term_begins", "term_ends"].into_iter().find(|n| f.contains_key(*n)));
        match faulty {
            Some(field) => focus_field(field),
            None => save.go(untrack(typed).committee()),
        }
    };
    view! {
        <form class="form-page" novalidate on:submit=submit>
            <Posts org=org posts=posts error=fault("posts")/>
            <Card title="任期">
                <TextField label="任期开始" name="term_begins" kind="date" value=begins error=fault("term_begins")/>
                <TextField label="任期结束" name="term_ends" kind="date" value=ends error=fault("term_ends")/>
                <TermSays ends=ends/>
            </Card>
            <p class="small"><a class="link" href="/manual/committee">"怎么用"</a></p>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
        </form>
    }
}

#[component]
fn TermSays(ends: RwSignal<String>) -> impl IntoView {
    let now = use_now();
    move || {
        let term = term(Some(&ends.read()), now.get());
        view! { <p class="said" role="status"><Chip tone=tone(&term)>{term.sentence()}</Chip></p> }
    }
}

#[component]
fn Posts(org: OrgId, posts: RwSignal<Draft>, #[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let picking = RwSignal::new(false);
    let wanted = RwSignal::new(CommitteePost::Secretary);
    let title = Signal::derive(move || format!("选择{}", wanted.get().label()));
    let pick = move |m: gsdj_domain::member::MemberRow| {
        posts.update(|d| d.give(wanted.get_untracked(), m.id, m.name));
        picking.set(false);
    };
    let choose = move |post| {
        wanted.set(post);
        picking.set(true);
    };
    view! {
        <Card title="职务">
            <p class="muted small">"职务来自规定目录；支部书记一名，其他职务可按需要设置，一人可以兼任。"</p>
            <ul class="people" id="field-posts" tabindex="-1">
                {CommitteePost::ALL.iter().map(|p| post(*p, posts, choose)).collect_view()}
            </ul>
            <p class="fault" role="alert">{move || error.get()}</p>
        </Card>
        <MemberPicker open=picking org=org title=title draft=posts on_pick=pick/>
    }
}

fn post(
    which: CommitteePost,
    posts: RwSignal<Draft>,
    choose: impl Fn(CommitteePost) + Copy + 'static,
) -> impl IntoView {
    let holders = Memo::new(move |_| posts.with(|d| d.holders(which)));
    let holder = move |(id, name): (gsdj_domain::MemberId, String)| {
        let label = format!("{name}不再任{}", which.label());
        view! {
            <span class="holder">
                {name}
                <button type="button" aria-label=label on:click=move |_| posts.update(|d| d.take(which, id))><Icon name=IconName::Close/></button>
            </span>
        }
    };
    let word = move || if which.single() && holders.with(|h| !h.is_empty()) { "更换" } else { "添加" };
    view! {
        <li class="post">
            <span class="post-name">{which.label()}</span>
            <span class="post-people">
            {move || holders.get().into_iter().map(holder).collect_view()}
            <button type="button" class="chip-button" aria-label=move || format!("{}{}", word(), which.label()) on:click=move |_| choose(which)>
                <Icon name=IconName::Plus/>
                {word}
            </button>
            </span>
        </li>
    }
}
