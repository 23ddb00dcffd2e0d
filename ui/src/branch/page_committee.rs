//! `/branch/committee`: posts from the handbook's list and those granted beside it, who holds them, the term, and the
//! committees before.

use super::history::CommitteeHistory;
use super::member_picker::MemberPicker;
use super::model::{Draft, proposed_end, shelves, term, unusual};
use super::parts::{CommitteeText, tone};
use crate::api::{self, Sent};
use crate::kit::{
    Button, ButtonKind, Card, Chip, Icon, IconName, Loaded, PageHead, TextField, Tone, can_here, draft, focus_field,
    toast, use_load, use_me, use_now, use_save,
};
use crate::workbench::Workbench;
use gsdj_domain::OrgId;
use gsdj_domain::account::Permission;
use gsdj_domain::branch::committee::PEOPLE_MAX;
use gsdj_domain::branch::{AddedPost, BranchCommittee, CommitteePost, Post};
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
                {move || org.get().map(|org| view! { <Of org=org/> <CommitteeHistory org=org/> })}
            </div>
        </Workbench>
    }
}

#[component]
fn Of(org: OrgId) -> impl IntoView {
    let manages = can_here(Permission::ManageBranch);
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

/// The fields of the form.
#[derive(Clone, Copy)]
struct Fields {
    posts: RwSignal<Draft>,
    begins: RwSignal<String>,
    ends: RwSignal<String>,
    elected: RwSignal<bool>,
    years: u32,
}

impl Fields {
    fn of(committee: &BranchCommittee) -> Self {
        let first = Draft::of(committee);
        Self {
            posts: RwSignal::new(first.clone()),
            begins: RwSignal::new(first.begins),
            ends: RwSignal::new(first.ends),
            elected: RwSignal::new(false),
            years: committee.term_years.unwrap_or(3),
        }
    }

    fn typed(self) -> Draft {
        Draft { begins: self.begins.get(), ends: self.ends.get(), elected: self.elected.get(), ..self.posts.get() }
    }

    fn set(self, draft: Draft) {
        self.begins.set(draft.begins.clone());
        self.ends.set(draft.ends.clone());
        self.elected.set(draft.elected);
        self.posts.set(draft);
    }

    /// Fills the end in as the beginning is chosen, unless somebody wrote another one.
    fn propose_end(self) {
        let years = self.years;
        Effect::new(move |before: Option<Option<String>>| {
            let proposed = proposed_end(&self.begins.read(), years);
            let ends = self.ends.get_untracked();
            let untouched = ends.is_empty() || before.is_some_and(|before| before.is_some_and(|b| b == ends));
            if let Some(end) = proposed.clone().filter(|end| untouched && *end != ends) {
                self.ends.set(end);
            }
            proposed
        });
    }

    /// A newly elected committee begins a term of its own; who thought better of it gets the old dates back.
    fn elect(self, elected: bool, before: &BranchCommittee) {
        let kept = Draft::of(before);
        self.elected.set(elected);
        self.begins.set(if elected { String::new() } else { kept.begins });
        self.ends.set(if elected { String::new() } else { kept.ends });
    }
}

#[component]
fn Editor(org: OrgId, committee: BranchCommittee) -> impl IntoView {
    let fields = Fields::of(&committee);
    let kept = draft::keep("branch-committee".into(), move || fields.typed(), move |old: Draft| fields.set(old));
    fields.propose_end();
    let now = StoredValue::new(committee.clone());
    let tried = RwSignal::new(false);
    let all = Memo::new(move |_| now.with_value(|now| fields.typed().faults(now)));
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
            None => save.go(untrack(move || fields.typed()).committee()),
        }
    };
    let formed = !committee.posts.is_empty() || committee.term_begins.is_some();
    view! {
        <form class="form-page" novalidate on:submit=submit>
            <Posts org=org posts=fields.posts added=committee.added.clone() error=fault("posts")/>
            <Card title="任期">
                {formed.then(|| view! { <Elected fields=fields before=committee/> })}
                <TextField label="任期开始" name="term_begins" kind="date" value=fields.begins error=fault("term_begins")/>
                <TextField label="任期结束" name="term_ends" kind="date" value=fields.ends error=fault("term_ends")/>
                <TermSays fields=fields/>
            </Card>
            <p class="small"><a class="link" href="/manual/committee">"怎么用"</a></p>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="acts"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button></div>
        </form>
    }
}

#[component]
fn Elected(fields: Fields, before: BranchCommittee) -> impl IntoView {
    let toggle = move |_| fields.elect(!fields.elected.get_untracked(), &before);
    view! {
        <label class="tick">
            <input type="checkbox" class="checkbox" prop:checked=move || fields.elected.get() on:change=toggle/>
            <span class="grow">"换届选举产生了新一届支委会"<span class="cell-note">"上一届的任职情况会保留在“历届支委会”里；届中调整职务不用勾选"</span></span>
        </label>
    }
}

#[component]
fn TermSays(fields: Fields) -> impl IntoView {
    let now = use_now();
    let odd = move || unusual(&fields.begins.read(), &fields.ends.read(), fields.years);
    view! {
        {move || {
            let term = term(Some(&fields.ends.read()), now.get());
            view! { <p class="said" role="status"><Chip tone=tone(&term)>{term.sentence()}</Chip></p> }
        }}
        {move || odd().map(|text| view! { <p class="note" role="status">{text}</p> })}
    }
}

#[component]
fn Posts(
    org: OrgId,
    posts: RwSignal<Draft>,
    added: Vec<AddedPost>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let picking = RwSignal::new(false);
    let wanted = RwSignal::new(Post::listed(CommitteePost::Secretary));
    let added = StoredValue::new(added);
    let label = move |post: Post| added.with_value(|a| post.label(a));
    let title = Signal::derive(move || format!("选择{}", label(wanted.get())));
    let pick = move |m: gsdj_domain::member::MemberRow| {
        posts.update(|d| d.give(wanted.get_untracked(), m.id, m.name));
        picking.set(false);
    };
    let choose = move |post| {
        wanted.set(post);
        picking.set(true);
    };
    let (shown, more) = added.with_value(|a| posts.with_untracked(|d| shelves(a, d)));
    let lines = move |all: Vec<Post>| all.into_iter().map(|p| post(p, label(p), posts, choose)).collect_view();
    let crowded = move || posts.with(Draft::people) > PEOPLE_MAX;
    view! {
        <Card title="职务">
            <p class="muted small">"职务来自规定目录；支部书记一名，其他职务可按需要设置，一人可以兼任。支委会一般 3 至 5 人。"</p>
            <ul class="people" id="field-posts" tabindex="-1">{lines(shown)}</ul>
            <details class="more-posts">
                <summary>{format!("更多职务（{} 个）", more.len())}</summary>
                <ul class="people">{lines(more)}</ul>
                <p class="small">"目录里没有要设的职务？" <a class="link" href="/posts">"向省委组织部申请增设"</a></p>
            </details>
            <p class="note" role="status" hidden=move || !crowded()>{format!("支委会一般不超过 {PEOPLE_MAX} 人，请核对。")}</p>
            <p class="fault" role="alert">{move || error.get()}</p>
        </Card>
        <MemberPicker open=picking org=org title=title draft=posts added=added on_pick=pick/>
    }
}

fn post(which: Post, label: String, posts: RwSignal<Draft>, choose: impl Fn(Post) + Copy + 'static) -> impl IntoView {
    let holders = Memo::new(move |_| posts.with(|d| d.holders(which)));
    let of = label.clone();
    let holder = move |(id, name): (gsdj_domain::MemberId, String)| {
        let says = format!("{name}不再任{of}");
        view! {
            <span class="holder">
                {name}
                <button type="button" aria-label=says on:click=move |_| posts.update(|d| d.take(which, id))><Icon name=IconName::Close/></button>
            </span>
        }
    };
    let word = move || if which.listed.single() && holders.with(|h| !h.is_empty()) { "更换" } else { "添加" };
    let name = label.clone();
    view! {
        <li class="post">
            <span class="post-name">{label}</span>
            <span class="post-people">
            {move || holders.get().into_iter().map(&holder).collect_view()}
            <button type="button" class="chip-button" aria-label=move || format!("{}{name}", word()) on:click=move |_| choose(which)>
                <Icon name=IconName::Plus/>
                {word}
            </button>
            </span>
        </li>
    }
}
