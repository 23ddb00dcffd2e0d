//! What the invented branches write: themes, agendas, records, reasons. All of it is our own and marked as an example.

use gsdj_domain::meeting::MeetingKind;

/// What a meeting is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    /// The title, without its mark.
    pub title: &'static str,
    /// The months in which it comes up, first and last.
    pub months: (u32, u32),
    /// The points of the agenda.
    pub agenda: &'static [&'static str],
    /// What was done and agreed.
    pub outcome: &'static str,
}

const fn theme(title: &'static str, agenda: &'static [&'static str], outcome: &'static str) -> Theme {
    Theme { title, months: (1, 12), agenda, outcome }
}

const fn seasonal(months: (u32, u32), theme: Theme) -> Theme {
    Theme { months, ..theme }
}

/// Theme number `n` of those that a kind has in a month.
pub(super) fn pick(kind: MeetingKind, month: u32, n: usize) -> &'static Theme {
    let fits = |t: &&Theme| (t.months.0..=t.months.1).contains(&month);
    let fitting = themes(kind).iter().filter(fits).count();
    // every kind has themes for all the year: there is always one that fits
    themes(kind).iter().filter(fits).nth(n % fitting.max(1)).unwrap_or(&GENERAL[0])
}

/// The themes of a kind.
const fn themes(kind: MeetingKind) -> &'static [Theme] {
    match kind {
        MeetingKind::GeneralMeeting | MeetingKind::LifeMeeting => GENERAL,
        MeetingKind::CommitteeMeeting | MeetingKind::GroupMeeting => COMMITTEE,
        MeetingKind::PartyLecture => LECTURE,
        MeetingKind::ThemeDay => THEME_DAY,
    }
}

const GENERAL: &[Theme] = &[
    theme(
        "讨论预备党员转正",
        &["预备党员汇报一年来的表现", "入党介绍人谈培养情况", "党员发言讨论", "有表决权的党员投票表决"],
        "与会党员认为预备党员表现踏实，同意按期转正，并希望今后多参加村里的公共事务。",
    ),
    seasonal(
        (9, 11),
        theme(
            "三季度党员大会",
            &["通报三季度支部工作", "讨论四季度工作安排", "听取党员意见"],
            "会议通报了三季度党费收缴、活动开展和帮扶情况，商定四季度每月安排一次集中学习。",
        ),
    ),
    theme(
        "换届选举工作部署",
        &["学习换届有关规定", "讨论选举办法草案", "确定会务分工"],
        "会议讨论了选举办法草案，收集修改意见四条，由支委会汇总后报上级。",
    ),
    seasonal(
        (2, 4),
        theme(
            "春季植树动员",
            &["介绍造林地块和苗木", "分组并落实责任人", "讲清浇水管护要求"],
            "决定在北滩栽植梭梭和沙枣，按六个组分片负责，党员户带头管护满两年。",
        ),
    ),
    theme(
        "讨论接收预备党员",
        &["支委会报告培养考察情况", "发展对象宣读入党志愿", "讨论并投票表决"],
        "经讨论和无记名投票，同意接收为预备党员，报上级党组织审批。",
    ),
    seasonal(
        (3, 5),
        theme(
            "一季度党员大会",
            &["通报一季度支部工作", "安排春耕期间的服务", "听取党员意见"],
            "会议通报了一季度工作，为缺劳力的六户确定了帮耕的党员。",
        ),
    ),
    seasonal(
        (6, 8),
        theme(
            "二季度党员大会",
            &["通报二季度支部工作", "讨论防汛值守安排", "听取党员意见"],
            "会议通报了二季度工作，排出汛期值守表，党员户每晚两人轮流巡渠。",
        ),
    ),
    theme(
        "研究集体经济收益使用",
        &["通报上年度收益", "讨论使用方案", "表决"],
        "会议同意收益优先用于维修渠道和慰问困难户，剩余部分留作发展资金，账目按季公开。",
    ),
    seasonal(
        (11, 12),
        theme(
            "年度工作总结",
            &["支部书记报告全年工作", "党员评议", "讨论明年打算"],
            "会议肯定了全年工作，也指出学习时间不够固定、外出党员联系偏少两个问题，逐条列了改进办法。",
        ),
    ),
];

const COMMITTEE: &[Theme] = &[
    seasonal(
        (9, 11),
        theme(
            "研究四季度工作安排",
            &["对照计划查进度", "确定会议和活动时间", "分工"],
            "逐项排定了四季度的党员大会、党课和主题党日，明确每项的牵头委员。",
        ),
    ),
    theme(
        "研究党员教育和活动场所管理",
        &["听取活动室使用情况", "讨论值守和卫生分工", "确定下月学习内容"],
        "会议排定了活动室值守表，下月集中学习由宣传委员准备材料。",
    ),
    theme(
        "研究发展党员工作",
        &["听取培养联系人意见", "讨论列为发展对象的人选", "公示安排"],
        "同意将两名入党积极分子列为发展对象，按规定公示。",
    ),
    theme(
        "研究党费收缴和使用",
        &["核对收缴名册", "讨论困难党员慰问", "公开账目"],
        "核对无误，决定从留存党费中安排慰问，收支在公开栏公布。",
    ),
    seasonal(
        (11, 12),
        theme(
            "年度民主评议准备",
            &["学习有关要求", "准备测评表", "谈心谈话分工"],
            "确定谈心谈话名单，每名委员联系五到八名党员，月底前完成。",
        ),
    ),
    theme(
        "研究流动党员联系办法",
        &["更新流动党员台账", "确定联系人", "约定学习方式"],
        "为每名外出党员确定一名联系人，每月通一次电话，重要会议发送学习材料。",
    ),
];

const LECTURE: &[Theme] = &[
    theme(
        "讲身边党员的故事",
        &["支部书记讲课", "两名党员谈体会", "讨论"],
        "用本支部老党员守渠护林的经历讲责任二字，听课党员谈了自己的岗位打算。",
    ),
    theme(
        "怎样开好党员大会",
        &["讲会议程序", "讲表决和记录", "答疑"],
        "结合支部近一年的会议记录，讲清了应到、实到和表决的算法。",
    ),
    theme(
        "节水农业与带头示范",
        &["介绍滴灌做法", "算亩均用水账", "现场提问"],
        "请种植大户党员介绍滴灌经验，商定先在三块地上示范。",
    ),
    theme(
        "党员的权利和义务",
        &["学习章程有关内容", "案例讨论", "小测验"],
        "通过案例讨论明确了请假、缴纳党费和转接组织关系的要求。",
    ),
];

const THEME_DAY: &[Theme] = &[
    seasonal(
        (10, 11),
        theme(
            "清理渠道迎冬灌",
            &["重温入党誓词", "分段清淤", "收工点评"],
            "清理支渠一千二百米，清出淤泥杂草十余车，保证了冬灌按时放水。",
        ),
    ),
    theme(
        "走访慰问老党员",
        &["分组走访", "听取意见", "汇总需求"],
        "走访八十岁以上老党员，带去米面和常用药，记下修门、代买等需求五件。",
    ),
    seasonal(
        (3, 10),
        theme(
            "防沙治沙义务劳动",
            &["讲解草方格压沙", "分组作业", "安全提示"],
            "完成草方格压沙十二亩，补栽梭梭六百株。",
        ),
    ),
    theme("整治村容环境", &["划分责任区", "集中清扫", "评比"], "清理主干道和巷道，规整柴草堆放，评出三个示范巷道。"),
    theme(
        "消防安全进家门",
        &["培训灭火器使用", "入户检查用火用电", "登记隐患"],
        "入户检查六十二户，发现并整改隐患九处。",
    ),
    theme(
        "学习先进典型",
        &["观看专题片", "交流发言", "写一句话承诺"],
        "党员结合岗位交流发言，把一句话承诺贴在了活动室。",
    ),
];

/// Why somebody cannot come.
pub(super) const LEAVE: &[&str] = &[
    "在外地务工，当天赶不回来（示例）",
    "陪家人在医院看病（示例）",
    "单位值班，已与支部书记说明（示例）",
    "去兰州参加培训（示例）",
    "身体不适，医生建议休息（示例）",
    "孩子结婚，提前请假（示例）",
    "正值采收，机械已约好（示例）",
];

/// Why a superior returns a record.
pub(super) const RETURN: &[&str] = &[
    "缺少签到表照片，请补充后再报（示例）",
    "记录中没有写明表决结果，请补充赞成、反对和弃权人数（示例）",
    "请假党员的原因未写清楚，请补充（示例）",
    "会议议程与记录不一致，请核对后再报（示例）",
];

/// What a branch adds after a return.
pub(super) const SUPPLEMENT: &str = "补充：已按审核意见核对签到情况并补充说明（示例）。";

/// Why a meeting is called off.
pub(super) const CANCEL: &[&str] = &[
    "因大风沙尘天气，会议改期另行通知（示例）",
    "与上级培训时间冲突，改期召开（示例）",
    "多数党员正在抢收，改到下月召开（示例）",
];

/// An outline for a life meeting.
pub(super) const OUTLINE: &str = "示例发言提纲：一是学习不够经常，读得多、记得少；二是走访困难户的次数不够；三是议事时发言少。打算每周固定一个晚上学习，每月走访两户。";
/// The materials of a life meeting.
pub(super) const MATERIALS: &str =
    "示例会议材料：会前学习两次，走访党员群众十六户，征求意见九条，已分类交支委会讨论；附会议议程和人员分工。";
/// What people say of themselves.
pub(super) const OWN: &str = "示例自评：按时参加组织生活，完成分派的任务，联系群众还可以更多。";
/// What the branch says of them.
pub(super) const OPINION: &str = "示例意见：能履行党员义务，希望多参与村里的公共事务。";
/// The work after a life meeting.
pub(super) const AFTER_WORK: &str = "示例会后工作：列出整改清单六条，逐条写明负责人和期限，两个月后由支委会对照检查。";
/// Why somebody is not counted.
pub(super) const FRAIL: &str = "年老体弱，行动不便（示例）";

/// Where people meet.
pub(super) const PLACES: &[&str] =
    &["村部二楼会议室", "党员活动室", "一楼会议室", "党群服务中心", "阅览室", "多功能厅"];

/// The agenda as it is typed.
pub(super) fn agenda(theme: &Theme) -> String {
    let lines: Vec<_> = theme.agenda.iter().enumerate().map(|(i, point)| format!("{}. {point}", i + 1)).collect();
    format!("{}\n（示例）", lines.join("\n"))
}

/// The record as it is written.
pub(super) fn record(theme: &Theme, expected: usize, present: usize) -> String {
    let points: String = theme.agenda.iter().map(|p| format!("<li><p>会议进行了“{p}”。</p></li>")).collect();
    format!(
        "<p>会议主题：<strong>{}</strong></p>\
         <table><tr><th>应到</th><th>实到</th></tr><tr><td>{expected} 人</td><td>{present} 人</td></tr></table>\
         <h2>一、会议议程</h2><ol>{points}</ol><h2>二、会议决定</h2><p>{}</p>\
         <p>请假党员会后由联系人转达会议内容。（示例记录，人物和事情均为虚构）</p>",
        theme.title, theme.outcome,
    )
}

/// 支部简介.
pub(super) fn introduction(name: &str, members: usize, away: usize, founded_line: &str) -> String {
    let name = name.trim_end_matches("（示例）");
    let mobile = if away == 0 { String::new() } else { format!("，其中流动党员 {away} 名") };
    format!(
        "{name}现有党员 {members} 名{mobile}。{founded_line}支部按月开展主题党日，按季召开党员大会、讲党课，活动场所由党员轮流值守。\
         近年来带领群众做好节水灌溉、环境整治和邻里互助。（示例，内容均为虚构）"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::meeting::form::{REASON_MAX, TITLE_MAX};

    #[test]
    fn texts_fit_their_fields_and_say_that_they_are_examples() {
        for kind in MeetingKind::ALL {
            for theme in themes(*kind) {
                assert!(theme.title.chars().count() + 4 <= TITLE_MAX);
                assert!(agenda(theme).contains("示例") && record(theme, 9, 8).contains("示例"));
            }
        }
        let reasons = LEAVE.iter().chain(RETURN).chain(CANCEL).chain([&SUPPLEMENT, &FRAIL]);
        for reason in reasons {
            assert!(reason.contains("示例") && reason.chars().count() <= REASON_MAX);
        }
    }
}
