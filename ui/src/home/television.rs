//! The home page from ten feet away: tiles in rows, nothing to type.

use super::model::{grouped, todo};
use crate::kit::{Icon, IconName, can, use_me, use_now};
use crate::meeting::model::list::countdown;
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::MeetingRow;
use leptos::prelude::*;

/// The colours tiles take turns in.
const HUES: [&str; 4] = ["", "tile-teal", "tile-gold", "tile-slate"];

/// Rows of tiles.
#[component]
pub fn TvHome(
    #[prop(into)] waiting: Signal<Vec<MeetingRow>>,
    #[prop(into)] reviews: Signal<u32>,
    #[prop(into)] sums: Signal<(i64, i64)>,
    #[prop(into)] points: Signal<bool>,
) -> impl IntoView {
    let me = use_me();
    let (ranked, guide) = (can(Permission::SeePoints), can(Permission::ReadProgrammes));
    let name = move || me.get().map(|m| m.name).unwrap_or_default();
    let tiles = move || {
        let rows = waiting.get().into_iter().take(8).enumerate();
        rows.map(|(i, row)| view! { <MeetingTile row=row hue=HUES[i % HUES.len()]/> }).collect_view()
    };
    let none = move || waiting.with(Vec::is_empty);
    view! {
        <h1 class="sr-only">{move || format!("{}的首页", name())}</h1>
        <section class="tv-row">
            <h2>{move || if none() { "没有等您办理的事" } else { "等您办理" }}</h2>
            <div class="tv-tiles">
                {tiles}
                {move || none().then(|| view! { <a class="tile large" href="/meetings"><Icon name=IconName::Calendar/><b>"看全部会议"</b></a> })}
            </div>
        </section>
        <section class="tv-row">
            <h2>{move || format!("{}，您可以看", name())}</h2>
            <div class="tv-tiles">
                <a class="tile flat" href="/meetings"><Icon name=IconName::Calendar/><b>"会议"</b></a>
                <a class="tile flat" href="/learning/centre"><Icon name=IconName::Play/><b>"学习中心"</b></a>
                <a class="tile flat" href="/disclosures"><Icon name=IconName::Eye/><b>"党务公开"</b></a>
                <a class="tile flat" href="/experiences"><Icon name=IconName::Paper/><b>"经验交流"</b></a>
                <a class="tile flat" href="/news"><Icon name=IconName::News/><b>"党建资讯"</b></a>
                <a class="tile flat" href="/learning"><Icon name=IconName::Play/><b>"党员教育"</b></a>
                <a class="tile flat" href="/inbox"><Icon name=IconName::Bell/><b>"通知"</b><small>{move || unread(me.get().map_or(0, |m| m.unread))}</small></a>
                {move || (reviews.get() > 0).then(|| view! { <a class="tile flat" href="/reviews"><Icon name=IconName::Check/><b>{format!("{} 项待审核", reviews.get())}</b></a> })}
                {move || points.get().then(|| view! { <a class="tile flat" href="/me/points"><Icon name=IconName::Star/><b>{format!("今年 {} 分", grouped(sums.get().1))}</b></a> })}
                {move || ranked.get().then(|| view! { <a class="tile flat" href="/rankings"><Icon name=IconName::Star/><b>"学习排行"</b></a> })}
                {move || guide.get().then(|| view! { <a class="tile flat" href="/programmes"><Icon name=IconName::Screen/><b>"节目预告"</b></a> })}
                <a class="tile flat" href="/standards"><Icon name=IconName::Book/><b>"学标对标"</b></a>
                <a class="tile flat" href="/library"><Icon name=IconName::Book/><b>"图书库"</b></a>
                <a class="tile flat" href="/manual"><Icon name=IconName::Question/><b>"操作指南"</b></a>
            </div>
        </section>
    }
}

fn unread(count: u32) -> String {
    if count == 0 { "没有未读".into() } else { format!("{count} 条未读") }
}

#[component]
fn MeetingTile(row: MeetingRow, hue: &'static str) -> impl IntoView {
    let now = use_now();
    let says = if row.waits_for_me { None } else { Some(todo(&row).says) };
    let (starts, deadline) = (row.starts_at, row.answer_deadline);
    let due =
        move || says.map_or_else(|| format!("{}（请在手机上反馈）", countdown(deadline, now.get())), ToOwned::to_owned);
    view! {
        <a class=format!("tile large {hue}") href=format!("/meetings/{}", row.id)>
            <small>{row.kind.label()}</small>
            <b>{row.title}</b>
            <small class="when">{move || starts.spoken(now.get())}</small>
            <small>{due}</small>
        </a>
    }
}
