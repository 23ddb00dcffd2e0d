//! `/rankings`: 学习排行 of persons and of branches over a year or a month, as of the night before. `?org=` names, for those above,
//! an organisation of their subtree; `?span=` the year or month; `?of=branches` the second list.

use super::model::{as_of, spans};
use super::note::PolicyNote;
use crate::api;
use crate::api::{points::Board, query};
use crate::home::grouped;
use crate::kit::{Chip, Empty, Frame, Icon, IconName, Loaded, PageHead, Tone, use_frame, use_load, use_now};
use crate::orgs::OrgPicker;
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::OrgId;
use gsdj_domain::account::{Permission, Role};
use gsdj_domain::org::OrgRow;
use gsdj_domain::points::{RankRow, RankingHead, Span};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The page.
#[component]
pub fn Rankings() -> impl IntoView {
    view! { <Only permission=Permission::SeePoints><Page/></Only> }
}

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    span: String,
    org: Option<OrgId>,
    /// Branches or members; nothing leaves it to who asks.
    of: Option<Board>,
}

impl Asked {
    fn address(&self) -> String {
        let of = match self.of {
            Some(Board::Members) => "members",
            Some(Board::Branches) => "branches",
            None => "",
        };
        let org = self.org.map(|o| o.to_string()).unwrap_or_default();
        query::with("/rankings", &[("span", self.span.clone()), ("org", org), ("of", of.to_owned())])
    }
}

#[component]
fn Page() -> impl IntoView {
    let map = use_query_map();
    let asked = Memo::new(move |_| {
        let map = map.read();
        let of = match map.get("of").as_deref() {
            Some("members") => Some(Board::Members),
            Some("branches") => Some(Board::Branches),
            Some(_) | None => None,
        };
        let span = map.get("span").filter(|s| Span::parse(s).is_some()).unwrap_or_default();
        Asked { span, org: map.get("org").and_then(|o| o.parse().ok()).map(OrgId), of }
    });
    let head = use_load(move || asked.with(|a| api::points::head(a.span.clone(), a.org)), &[Tag::Points]);
    view! {
        <Workbench>
            <div class="page-wide rankings">
                <PageHead title="学习排行"/>
                <PolicyNote/>
                <Loaded load=head view={move |head: Signal<RankingHead>| view! { <Both head=head asked=asked/> }}/>
            </div>
        </Workbench>
    }
}

#[component]
fn Both(head: Signal<RankingHead>, asked: Memo<Asked>) -> impl IntoView {
    // who may see members finds them first
    let board = Memo::new(move |_| {
        let sees = head.with(|h| h.members_of.is_some());
        match asked.with(|a| a.of) {
            Some(Board::Members) | None if sees => Board::Members,
            Some(Board::Members | Board::Branches) | None => Board::Branches,
        }
    });
    let tab = move |of: Board, label: &'static str| {
        let to = move || asked.with(|a| Asked { of: Some(of), ..a.clone() }.address());
        let here = move || (board.get() == of).then_some("true");
        view! { <a class="chip-button" href=to aria-current=here>{label}</a> }
    };
    let sees = move || head.with(|h| h.members_of.is_some());
    let whose = move || {
        head.with(|h| match (board.get(), &h.members_of) {
            (Board::Members, Some(branch)) => format!("{}的党员", branch.name),
            (Board::Members | Board::Branches, _) => format!("{}的下级支部", h.branches_of.name),
        })
    };
    view! {
        <nav class="chips" aria-label="排行">
            <Show when=sees>{tab(Board::Members, "个人")}</Show>
            {tab(Board::Branches, "支部")}
        </nav>
        <Tools head=head asked=asked/>
        <section class="panel">
            <h2 class="panel-title">{whose}</h2>
            <p class="muted small">{move || head.with(|h| format!("只算教育学习积分，{}。", as_of(h.as_of.as_deref())))}</p>
            <Own head=head board=board/>
            {move || { let board = board.get(); view! { <List board=board asked=asked/> } }}
        </section>
    }
}

/// The spans, and for those above the organisation.
#[component]
fn Tools(head: Signal<RankingHead>, asked: Memo<Asked>) -> impl IntoView {
    let (frame, now) = (use_frame(), use_now());
    let above = crate::kit::use_me();
    let picks = Memo::new(move |_| {
        above.with(|me| me.as_ref().is_some_and(|m| !matches!(m.role, Role::Member | Role::BranchAdmin)))
    });
    let chip = move |span: Span| {
        let text = span.text();
        let own = text.clone();
        let to = move || asked.with(|a| Asked { span: text.clone(), ..a.clone() }.address());
        let here = move || head.with(|h| h.span == own).then_some("true");
        view! { <a class="chip-button" href=to aria-current=here>{span.label()}</a> }
    };
    let all = Memo::new(move |_| spans(now.get()));
    let picking = RwSignal::new(false);
    let go = StoredValue::new(use_navigate());
    let choose = move |o: OrgRow| {
        let to = asked.with_untracked(|a| Asked { org: Some(o.id), ..a.clone() }.address());
        go.with_value(|go| go(&to, Default::default()));
    };
    view! {
        <nav class="chips" aria-label="年度和月份">{move || all.get().into_iter().map(chip).collect_view()}</nav>
        <Show when=move || picks.get() && frame.get() != Frame::Tv>
            <div class="chips">
                <button type="button" class="chip-button" aria-haspopup="dialog" on:click=move |_| picking.set(true)><Icon name=IconName::Tree/>"选择组织"</button>
                <Show when=move || asked.with(|a| a.org.is_some())>
                    <a class="chip-button" href=move || asked.with(|a| Asked { org: None, ..a.clone() }.address())><Icon name=IconName::Close/>"看全部下级"</a>
                </Show>
            </div>
            <OrgPicker open=picking on_pick=choose/>
        </Show>
    }
}

/// Where one stands oneself.
#[component]
fn Own(head: Signal<RankingHead>, board: Memo<Board>) -> impl IntoView {
    let says = move || {
        head.with(|h| match board.get() {
            Board::Members => h.own.as_ref().map(|r| format!("我第 {} 名，{} 分", r.rank, grouped(r.points))),
            Board::Branches => {
                h.own_branch.as_ref().map(|r| format!("本支部第 {} 名，{} 分", r.rank, grouped(r.points)))
            }
        })
    };
    move || says().map(|text| view! { <p class="rank-own" role="status"><Icon name=IconName::Star/>{text}</p> })
}

#[component]
fn List(board: Board, asked: Memo<Asked>) -> impl IntoView {
    let what = Memo::new(move |_| asked.with(|a| (a.span.clone(), a.org)));
    let list = use_paged(
        move |cursor| {
            let (span, org) = what.get();
            api::points::board(board, span, org, cursor)
        },
        &[Tag::Points],
    );
    Effect::new(move |before: Option<(String, Option<OrgId>)>| {
        let now = what.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = || {
        view! {
            <Empty icon=IconName::Star title="还没有排行" text="有了教育学习积分，第二天就能看到排行。">
                <a class="btn btn-line" href="/points/rules">"怎么得积分"</a>
            </Empty>
        }
    };
    view! {
        <FreshList list=list empty=empty>
            <ol class="ranks"><For each=move || list.rows.get() key=|row| format!("{row:?}") children=|row| view! { <Line row=row/> }/></ol>
        </FreshList>
        <MoreRows list=list/>
    }
}

#[component]
fn Line(row: RankRow) -> impl IntoView {
    // with a remote control one reads on by moving the focus
    let frame = use_frame();
    let stop = move || (frame.get() == Frame::Tv).then_some("0");
    let hidden = row.name.is_empty();
    let said = if hidden { "党员（姓名不公开）".to_owned() } else { row.name };
    let name = match row.org.filter(|_| !hidden) {
        Some(org) => view! { <a class="row-link" href=format!("/orgs/{org}")>{said}</a> }.into_any(),
        None => view! { <span>{said}</span> }.into_any(),
    };
    let top = if row.rank <= 3 { format!("rank top-{}", row.rank) } else { "rank".into() };
    view! {
        <li class="rank-row" class:own=row.own tabindex=stop>
            <span class=top aria-label=format!("第 {} 名", row.rank)>{row.rank}</span>
            <span class="grow rank-name">{name}</span>
            {row.own.then(|| view! { <Chip tone=Tone::Gold>"我"</Chip> })}
            <b class="entry-points">{grouped(row.points)}</b>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_what_is_asked_for() {
        let asked = Asked { span: "2026-03".into(), org: Some(OrgId(10)), of: Some(Board::Branches) };
        assert_eq!(asked.address(), "/rankings?span=2026-03&org=10&of=branches");
        assert_eq!(Asked { span: String::new(), org: None, of: None }.address(), "/rankings");
    }
}
