//! The manual's pages and how they are searched. Texts lie in `text/`; what follows from tables is generated here.
//!
//! A text is lines: `# ` title, `> ` summary, `用词：` words to be found by, `## ` heading, `1. ` step, `- ` point,
//! `! ` tip, `[label](address)` link, `![caption](name)` picture, `{{points}}` the table of rules, `{{quorum}}` those of
//! voting, `{{exclusions}}` who need not be counted; anything else is a paragraph.

use crate::meeting::kind::KINDS;
use crate::meeting::{Audience, KindRow, Step, quorum};
use crate::time::lasting;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address's last part.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a line.
    pub summary: String,
    /// Under which heading the contents list it.
    pub group: &'static str,
    /// Other words people look for.
    words: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// Text.
    Text(String),
    /// Numbered steps.
    Steps(Vec<String>),
    /// Points.
    Points(Vec<String>),
    /// Something to be remembered.
    Tip(String),
    /// A way into the platform.
    Link {
        /// What it says.
        label: String,
        /// Where it leads.
        to: String,
    },
    /// The table of point rules.
    PointRules,
    /// A screen as it looks.
    Picture(Picture),
}

/// A screen in `docs/screens`, which `cargo xtask screens` makes anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file's name without its ending; what it begins with says on what it was taken.
    pub name: String,
    /// What it shows.
    pub caption: String,
}

impl Picture {
    /// Whether it is as narrow as a phone.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.name.starts_with("phone-")
    }

    /// Width and height in pixels, by what it was taken on.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        if self.is_narrow() {
            (585, 1266)
        } else if self.name.starts_with("tv-") {
            (1280, 720)
        } else {
            (1200, 750)
        }
    }

    /// Where it lies beside the pages.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/screens/{}.webp", self.name)
    }
}

const START: &str = "开始使用";
const BRANCH: &str = "支部";
const MEETINGS: &str = "组织生活";
const KIND: &str = "各类会议的步骤";
const READING: &str = "资讯与学习";
const MORE: &str = "积分与其他";

/// The groups of the contents, in order.
pub const GROUPS: [&str; 6] = [START, BRANCH, MEETINGS, KIND, READING, MORE];

const TEXTS: &[(&str, &str, &str)] = &[
    (START, "sign-in", include_str!("text/sign-in.md")),
    (START, "password", include_str!("text/password.md")),
    (START, "layout", include_str!("text/layout.md")),
    (START, "inbox", include_str!("text/inbox.md")),
    (START, "offline", include_str!("text/offline.md")),
    (START, "search", include_str!("text/search.md")),
    (START, "elder", include_str!("text/elder.md")),
    (START, "keyboard", include_str!("text/keyboard.md")),
    (START, "shortcuts", include_str!("text/shortcuts.md")),
    (START, "old-device", include_str!("text/old-device.md")),
    (BRANCH, "overview", include_str!("text/overview.md")),
    (BRANCH, "committee", include_str!("text/committee.md")),
    (BRANCH, "posts", include_str!("text/posts.md")),
    (BRANCH, "groups", include_str!("text/groups.md")),
    (BRANCH, "members", include_str!("text/members.md")),
    (BRANCH, "calendar", include_str!("text/calendar.md")),
    (BRANCH, "orgs", include_str!("text/orgs.md")),
    (BRANCH, "terms", include_str!("text/terms.md")),
    (BRANCH, "disclosure", include_str!("text/disclosure.md")),
    (BRANCH, "experience", include_str!("text/experience.md")),
    (BRANCH, "urge", include_str!("text/urge.md")),
    (BRANCH, "standards", include_str!("text/standards.md")),
    (MEETINGS, "meetings", include_str!("text/meetings.md")),
    (MEETINGS, "create", include_str!("text/create.md")),
    (MEETINGS, "notice", include_str!("text/notice.md")),
    (MEETINGS, "answer", include_str!("text/answer.md")),
    (MEETINGS, "quorum", include_str!("text/quorum.md")),
    (MEETINGS, "life", include_str!("text/life.md")),
    (MEETINGS, "change", include_str!("text/change.md")),
    (MEETINGS, "check-in", include_str!("text/check-in.md")),
    (MEETINGS, "offline-hall", include_str!("text/offline-hall.md")),
    (MEETINGS, "proxy", include_str!("text/proxy.md")),
    (MEETINGS, "record", include_str!("text/record.md")),
    (MEETINGS, "verify", include_str!("text/verify.md")),
    (MEETINGS, "review", include_str!("text/review.md")),
    (READING, "news", include_str!("text/news.md")),
    (READING, "article", include_str!("text/article.md")),
    (READING, "favourites", include_str!("text/favourites.md")),
    (READING, "comments", include_str!("text/comments.md")),
    (READING, "portals", include_str!("text/portals.md")),
    (READING, "learning", include_str!("text/learning.md")),
    (READING, "group-studies", include_str!("text/group-studies.md")),
    (READING, "courses", include_str!("text/courses.md")),
    (READING, "programmes", include_str!("text/programmes.md")),
    (MORE, "exam", include_str!("text/exam.md")),
    (MORE, "exam-bank", include_str!("text/exam-bank.md")),
    (MORE, "library", include_str!("text/library.md")),
    (MORE, "points", include_str!("text/points.md")),
    (MORE, "ranking", include_str!("text/ranking.md")),
    (MORE, "points-sheet", include_str!("text/points-sheet.md")),
    (MORE, "points-policy", include_str!("text/points-policy.md")),
    (MORE, "desk", include_str!("text/desk.md")),
    (MORE, "editors", include_str!("text/editors.md")),
    (MORE, "links", include_str!("text/links.md")),
    (MORE, "programmes-edit", include_str!("text/programmes-edit.md")),
    (MORE, "audit", include_str!("text/audit.md")),
];

/// Every page, in the order of the contents.
#[must_use]
pub fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> = TEXTS.iter().map(|(group, slug, text)| parse(group, slug, text)).collect();
    pages.extend(KINDS.iter().map(of_kind));
    pages.sort_by_key(|p| GROUPS.iter().position(|g| *g == p.group));
    pages
}

/// The page with this slug.
#[must_use]
pub fn page(slug: &str) -> Option<Page> {
    pages().into_iter().find(|p| p.slug == slug)
}

fn parse(group: &'static str, slug: &str, text: &str) -> Page {
    let mut page = Page {
        slug: slug.into(),
        title: String::new(),
        summary: String::new(),
        group,
        words: String::new(),
        blocks: Vec::new(),
    };
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(title) = line.strip_prefix("# ") {
            page.title = title.into();
        } else if let Some(summary) = line.strip_prefix("> ") {
            page.summary = summary.into();
        } else if let Some(words) = line.strip_prefix("用词：") {
            page.words = words.into();
        } else {
            add(&mut page.blocks, line);
        }
    }
    page
}

fn add(blocks: &mut Vec<Block>, line: &str) {
    if let Some(heading) = line.strip_prefix("## ") {
        blocks.push(Block::Heading(heading.into()));
    } else if let Some(tip) = line.strip_prefix("! ") {
        blocks.push(Block::Tip(tip.into()));
    } else if let Some(point) = line.strip_prefix("- ") {
        match blocks.last_mut() {
            Some(Block::Points(points)) => points.push(point.into()),
            Some(_) | None => blocks.push(Block::Points(vec![point.into()])),
        }
    } else if let Some(step) = step(line) {
        match blocks.last_mut() {
            Some(Block::Steps(steps)) => steps.push(step.into()),
            Some(_) | None => blocks.push(Block::Steps(vec![step.into()])),
        }
    } else if let Some((caption, name)) = line.strip_prefix('!').and_then(link) {
        blocks.push(Block::Picture(Picture { name: name.into(), caption: caption.into() }));
    } else if let Some((label, to)) = link(line) {
        blocks.push(Block::Link { label: label.into(), to: to.into() });
    } else if line == "{{points}}" {
        blocks.push(Block::PointRules);
    } else if line == "{{quorum}}" {
        blocks.push(Block::Points(quorum_rules()));
    } else if line == "{{exclusions}}" {
        blocks.push(Block::Points(exclusions()));
    } else {
        blocks.push(Block::Text(line.into()));
    }
}

/// The rules of voting in force, from their table.
fn quorum_rules() -> Vec<String> {
    let Some(rules) = quorum::versions().pop() else { return Vec::new() };
    let voters = if rules.probationary_vote {
        "正式党员和预备党员"
    } else {
        "正式党员；预备党员参加会议，不参加表决"
    };
    vec![
        format!("有表决权的是应到的{voters}。"),
        format!("表决：到会的有表决权的人，须{}应到会有表决权的人。", rules.decision_present.said()),
        format!("选举：到会的有表决权的人，须{}应到会有表决权的人。", rules.election_present.said()),
        format!("赞成票{}应到会有表决权的人，才算通过。", rules.in_favour.said()),
        format!("现行规则的版本是 {}，记录提交时写进记录；以后规则改了，过去的会议不变。", rules.version),
    ]
}

/// Who need not be counted, from the same table.
fn exclusions() -> Vec<String> {
    let rules = quorum::versions().pop();
    let rows = rules.map_or(&[][..], |r| r.exclusions);
    rows.iter().map(|(reason, says)| format!("{}：{says}。", reason.label())).collect()
}

fn step(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(". ")?;
    number.bytes().all(|b| b.is_ascii_digit()).then_some(rest)
}

fn link(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.strip_suffix(')')?.split_once("](")
}

/// The page of one kind of meeting, made from its table and from the rows of its steps.
fn of_kind(row: &KindRow) -> Page {
    let circle = match row.audience {
        Audience::Branch => "本支部全体党员",
        Audience::Committee => "支委会成员",
        Audience::Group => "一个党小组的党员",
    };
    let share = if row.share_required {
        "创建时设置参会比例；反馈参加的人数达不到，会议不能召开。"
    } else {
        "不设参会比例，到了会议时间即可召开。"
    };
    let rule = row.points.row();
    let points =
        format!("反馈过、且支部提交了会议记录的党员，得组织生活积分 {} 分，{}。", rule.points, rule.cap_said());
    let spans = |before: &[i64]| before.iter().map(|span| lasting(*span)).collect::<Vec<_>>().join("、");
    let mut reminders = format!("反馈截止前{}，系统自动提醒还没有反馈的党员。", spans(row.reminders));
    if !row.outline_reminders.is_empty() {
        let outlines = spans(row.outline_reminders);
        reminders += &format!("会前{outlines}，还没有上传发言提纲的也会收到提醒。");
    }
    let steps = std::iter::once("创建会议：党支部管理员填写".into()).chain(row.steps.iter().map(|s| explain(*s)));
    Page {
        slug: format!("kind-{}", row.code.replace('_', "-")),
        title: row.label.into(),
        summary: format!("{}从创建到完成的 {} 步。", row.label, row.steps.len() + 1),
        group: KIND,
        words: "步骤 流程 怎么开 三会一课".into(),
        blocks: vec![
            Block::Heading("基本情况".into()),
            Block::Points(vec![format!("参会范围：{circle}。"), share.into(), points, reminders]),
            Block::Heading("步骤".into()),
            Block::Steps(steps.collect()),
            Block::Link { label: format!("创建{}", row.label), to: format!("/meetings/new?kind={}", row.code) },
        ],
    }
}

/// What a step means, with who does it.
fn explain(step: Step) -> String {
    let row = step.row();
    if row.says.is_empty() {
        step.label().into()
    } else {
        format!("{}：{}{}", step.label(), row.party.label(), row.says)
    }
}

impl Page {
    /// All that it says, and the words to be found by, in lines.
    #[must_use]
    pub fn text(&self) -> String {
        let said = lines(self).into_iter().map(|(_, line)| line);
        let all: Vec<String> = std::iter::once(self.summary.clone()).chain(said).chain([self.words.clone()]).collect();
        all.join("\n")
    }
}

/// What stands in the field of the search where nothing is typed.
pub const ASK: &str = "想做什么？例如：请假、密码、退回";

/// A page found, with the line that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page.
    pub page: Page,
    /// The line in which the words stand.
    pub line: String,
}

/// The pages in which every word of `q` stands, those that have it in the title first. One character is enough.
#[must_use]
pub fn search(pages: &[Page], q: &str) -> Vec<Hit> {
    let q = q.to_lowercase();
    let words: Vec<&str> = q.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<(u32, Hit)> = pages.iter().filter_map(|p| hit(p, &words)).collect();
    hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn hit(page: &Page, words: &[&str]) -> Option<(u32, Hit)> {
    let lines = lines(page);
    let mut score = 0;
    for word in words {
        let found = |text: &str| u32::from(text.to_lowercase().contains(word));
        let here = 100 * found(&page.title)
            + 30 * found(&page.summary)
            + 30 * found(&page.words)
            + lines.iter().map(|(weight, l)| weight * found(l)).sum::<u32>();
        if here == 0 {
            return None;
        }
        score += here;
    }
    let fits = |l: &&String| words.iter().any(|w| l.to_lowercase().contains(w));
    let line = lines.iter().map(|(_, l)| l).find(fits).unwrap_or(&page.summary).clone();
    Some((score, Hit { page: page.clone(), line }))
}

fn lines(page: &Page) -> Vec<(u32, String)> {
    let mut lines = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Heading(text) => lines.push((10, text.clone())),
            Block::Text(text) | Block::Tip(text) => lines.push((2, text.clone())),
            Block::Steps(all) | Block::Points(all) => lines.extend(all.iter().map(|l| (2, l.clone()))),
            Block::Link { .. } | Block::PointRules | Block::Picture(_) => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests;
