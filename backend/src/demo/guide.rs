//! The programme guide of a demo: a few channels, all marked 示例, from yesterday to a week ahead, pasted like the province does;
//! and a member who wants to be reminded.

use super::play::address;
use super::store::{self, Actor};
use super::units::STAR_BRANCH;
use crate::error::Result;
use crate::http::Caller;
use crate::programme_guide::acts;
use crate::store::Store;
use chrono::{Days, NaiveDate};
use gsdj_domain::org::OrgKind;
use gsdj_domain::programme_guide::{ChannelForm, PasteForm};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{AccountId, Instant, ProgrammeId};
use std::fmt::Write as _;
use std::sync::Arc;

/// Days before today that the guide reaches back.
const BACK: u64 = 1;
/// Days that it holds altogether.
const DAYS: usize = 9;

/// A channel with its day: when each begins, and the titles that days take in turn.
struct Station {
    name: &'static str,
    day: &'static [(&'static str, &'static [&'static str])],
    /// When the last one ends.
    ends: &'static str,
}

const STATIONS: &[Station] = &[
    Station {
        name: "甘肃卫视公共频道党建节目（示例）",
        day: &[
            ("07:00", &["晨读：入党誓词天天记（示例）"]),
            ("07:30", &["支部早班车（示例）", "陇原先锋故事（示例）"]),
            (
                "08:30",
                &[
                    "党课开讲：怎样开好组织生活会（示例）",
                    "党课开讲：主题党日怎么策划（示例）",
                    "党课开讲：发展党员五个阶段（示例）",
                ],
            ),
            ("10:00", &["农技课堂：大棚蔬菜冬季管理（示例）", "农技课堂：果树整形修剪（示例）"]),
            ("12:00", &["午间党建要闻（示例）"]),
            ("12:30", &["身边的榜样（示例）", "村里的第一书记（示例）"]),
            ("14:00", &["专题片：黄河岸边的支部（示例）", "专题片：沙漠里的绿洲（示例）"]),
            ("16:00", &["政策问答：医保和养老（示例）", "政策问答：种粮补贴（示例）"]),
            ("18:00", &["党史上的今天（示例）"]),
            ("18:30", &["全省党建新闻（示例）"]),
            ("19:30", &["先锋讲堂（示例）", "干部论坛（示例）"]),
            ("20:30", &["红色影院：雪山下的电台（示例）", "红色影院：驼铃古道（示例）"]),
        ],
        ends: "22:30",
    },
    Station {
        name: "远教卫星频道（示例）",
        day: &[
            ("08:00", &["远教课堂：党章逐条学（示例）"]),
            ("09:00", &["典型经验：一个村党支部的账本（示例）", "典型经验：社区网格里的党小组（示例）"]),
            ("10:30", &["适用技术：中药材种植（示例）", "适用技术：肉羊养殖（示例）", "适用技术：马铃薯贮藏（示例）"]),
            ("12:00", &["市场信息（示例）"]),
            ("14:00", &["法治讲座：合同里的陷阱（示例）", "卫生健康：高血压怎么管（示例）"]),
            ("15:30", &["经营管理：合作社怎么记账（示例）", "科普知识：怎样识别谣言（示例）"]),
            ("19:00", &["集中学习时间：支部一起看（示例）"]),
            ("20:00", &["文化体育：秦腔选段（示例）", "文化体育：乡村篮球赛（示例）"]),
        ],
        ends: "21:30",
    },
    Station {
        name: "党员教育直播间（示例）",
        day: &[
            ("09:30", &["直播：支部书记在线答疑（示例）"]),
            ("15:00", &["直播：优质党课展播（示例）", "直播：入党积极分子培训（示例）"]),
            ("19:30", &["直播：陇原夜学（示例）"]),
        ],
        ends: "21:00",
    },
];

/// Enters the channels and their days, on the evening before.
///
/// # Errors
/// When an act is refused (a fault here) or the store breaks.
pub(super) fn fill(store: &Store, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<()> {
    let actors = actors.clone();
    store.write_now(move |c| {
        let at = anchor.plus(-DAY + 21 * HOUR);
        let Some(province) = actors.iter().find(|a| a.kind == OrgKind::Province) else { return Ok(()) };
        let who = Caller::acting(province.principal(None, at), address(province));
        for station in STATIONS {
            let form = ChannelForm { name: station.name.into(), live: String::new(), seat: None };
            let channel = acts::create(c, &who, &form, at)?;
            let text = lines(station, anchor.day());
            acts::paste(c, &who, channel.id, &PasteForm { text, replace: false, apply: true }, at)?;
        }
        let Some(star) = actors.iter().find(|a| a.code == STAR_BRANCH) else { return Ok(()) };
        let evening = store::programme_at(c, STATIONS[0].name, Instant::at(anchor.day(), 19, 30))?;
        let member = store::people(c, star.id)?.into_iter().next();
        if let (Some(programme), Some(member)) = (evening, member) {
            acts::remind(c, AccountId(member.id.0), ProgrammeId(programme), 10, at)?;
        }
        Ok(())
    })
}

/// A channel's days as a table: the title of each time goes round from day to day.
fn lines(station: &Station, today: NaiveDate) -> String {
    let mut text = "日期\t开始\t结束\t节目\n".to_owned();
    let first = today.checked_sub_days(Days::new(BACK)).unwrap_or(today);
    for (turn, day) in first.iter_days().take(DAYS).enumerate() {
        for (n, (starts, titles)) in station.day.iter().enumerate() {
            let ends = if n + 1 == station.day.len() { station.ends } else { "" };
            // writing to a string cannot fail
            let _ = writeln!(text, "{day}\t{starts}\t{ends}\t{}", titles[turn % titles.len()]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::programme_guide::{LineState, plan, read};

    #[test]
    fn every_line_of_the_demo_is_right_and_marked() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap();
        let now = Instant::at(today, 9, 0);
        for station in STATIONS {
            assert!(station.name.contains("示例"));
            let plan = plan(&[], &read(&lines(station, today), now), false);
            assert_eq!(plan.lines.len(), station.day.len() * DAYS);
            assert!(
                plan.lines.iter().all(|l| l.state == LineState::New && l.title.contains("示例")),
                "{:?}",
                plan.lines
            );
        }
    }
}
