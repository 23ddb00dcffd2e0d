//! Which articles there are, where they stand, and what becomes of them.

use super::super::seeded::mix;
use super::texts::{PREFECTURE, PROVINCE, SAID, Shelf, TOPICS, Theme};
use chrono::Datelike as _;
use gsdj_domain::Instant;
use gsdj_domain::content::Site;
use gsdj_domain::meeting::Decision;
use gsdj_domain::time::{DAY, HOUR, MINUTE};

/// How far back the province's articles go, in days.
const PROVINCE_DAYS: i64 = 240;
/// The same of a prefecture's.
const PREFECTURE_DAYS: i64 = 90;
/// Of how many articles one has a picture.
const PICTURED: u64 = 3;
/// Headlines of the province and of a prefecture.
const HEADS: (usize, usize) = (8, 4);
/// Short news that make one column long enough for several pages.
const SHORT: u32 = 48;

/// An article to be.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub site: Site,
    pub column: &'static str,
    /// It is a headline as well.
    pub head: bool,
    pub title: String,
    pub theme: Theme,
    pub pictured: bool,
    /// A document's own day.
    pub dated: Option<String>,
    /// Names its chance.
    pub seed: u64,
}

/// What becomes of it.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// The editor writes a draft.
    Write,
    /// Hands it in.
    Submit,
    /// The province publishes it; it was opened so often since.
    Publish { views: u32 },
    /// Publishes it at a time.
    Schedule(Instant),
    /// Sends it back.
    Return,
    /// Withdraws it.
    Withdraw,
    /// The editor writes a second version, and it is published.
    Correct,
    /// It stands at the head of its columns.
    Pin,
    /// The nth known member keeps and likes it.
    Keep(usize),
    /// The nth known member says something, and the branch decides.
    Say { who: usize, says: &'static str, then: Option<Decision> },
}

/// A deed in its time.
#[derive(Debug, Clone)]
pub(super) struct Due {
    pub at: Instant,
    pub piece: usize,
    pub deed: Deed,
}

/// All of it, by time.
pub(super) struct Plot {
    pub pieces: Vec<Piece>,
    pub dues: Vec<Due>,
}

impl Plot {
    pub fn of(anchor: Instant) -> Self {
        let mut plot = Self { pieces: Vec::new(), dues: Vec::new() };
        for site in Site::ALL {
            plot.site(*site, anchor);
        }
        for (nth, (site, shelf)) in TOPICS.iter().enumerate() {
            plot.shelf(*site, (500 + nth as u64, shelf), PREFECTURE_DAYS, anchor);
        }
        plot.short_news(anchor);
        plot.states(anchor);
        plot.reactions(anchor);
        plot.dues.sort_by_key(|due| (due.at, due.piece));
        plot
    }

    fn site(&mut self, site: Site, anchor: Instant) {
        let (shelves, days, heads) = if site.is_province() {
            (PROVINCE, PROVINCE_DAYS, HEADS.0)
        } else {
            (PREFECTURE, PREFECTURE_DAYS, HEADS.1)
        };
        let begins = self.pieces.len();
        for (at, shelf) in shelves.iter().enumerate() {
            self.shelf(site, (at as u64, shelf), days, anchor);
        }
        // the first ones of as many columns are headlines, with pictures
        let mut left = heads;
        let mut column = "";
        for piece in &mut self.pieces[begins..] {
            let reads = !matches!(piece.theme, Theme::Document | Theme::Notice);
            if left > 0 && piece.column != column && reads {
                (piece.head, piece.pictured, left, column) = (true, true, left - 1, piece.column);
            }
        }
    }

    fn shelf(&mut self, site: Site, (nth, shelf): (u64, &Shelf), days: i64, anchor: Instant) {
        let (column, theme, titles) = *shelf;
        for (n, title) in titles.iter().enumerate() {
            let seed = mix(mix(nth * 100 + n as u64) ^ (site as u64));
            // the first of a column is the latest, and no two at the same minute
            let days = 1 + (n as i64 * days / titles.len() as i64) + i64::try_from(seed % 11).unwrap_or(0);
            let at = anchor.plus(-days * DAY + 8 * HOUR + i64::try_from(seed % 540).unwrap_or(0) * MINUTE);
            let place = if site.is_province() { String::new() } else { format!("{}：", site.label()) };
            let piece = Piece {
                site,
                column,
                head: false,
                title: format!("{place}{title}（示例）"),
                theme,
                pictured: theme != Theme::Document && seed.is_multiple_of(PICTURED),
                dated: (theme == Theme::Document).then(|| document_day(anchor, seed)),
                seed,
            };
            self.published(piece, at);
        }
    }

    /// A piece with the deeds that lead to its being public.
    fn published(&mut self, piece: Piece, at: Instant) -> usize {
        let views = 40 + u32::try_from(piece.seed % 4_200).unwrap_or(0);
        let id = self.add(piece);
        for (after, deed) in [(0, Deed::Write), (20, Deed::Submit), (60, Deed::Publish { views })] {
            self.due(at.plus(after * MINUTE), id, deed);
        }
        id
    }

    fn add(&mut self, piece: Piece) -> usize {
        self.pieces.push(piece);
        self.pieces.len() - 1
    }

    fn due(&mut self, at: Instant, piece: usize, deed: Deed) {
        self.dues.push(Due { at, piece, deed });
    }

    fn short_news(&mut self, anchor: Instant) {
        for n in 0..SHORT {
            let seed = mix(u64::from(n) ^ 0x5107);
            let day = anchor.plus(-(i64::from(n) * 4 + 9) * DAY);
            let title = format!("组工简讯第 {} 期（示例）", SHORT - n);
            let piece = Piece { title, seed, ..self.like("organisation-work", Theme::Town) };
            self.published(piece, day.plus(16 * HOUR));
        }
    }

    fn like(&self, column: &'static str, theme: Theme) -> Piece {
        let (site, title) = (Site::Province, String::new());
        let seed = mix(self.pieces.len() as u64);
        Piece { site, column, head: false, title, theme, pictured: false, dated: None, seed }
    }

    /// One in every state but the usual, for the desk; one corrected, one pinned, one with a very long title.
    fn states(&mut self, anchor: Instant) {
        let at = |days: i64, hour: i64| anchor.plus(-days * DAY + hour * HOUR);
        let titled = |plot: &Self, title: &str, column| Piece {
            title: format!("{title}（示例）"),
            ..plot.like(column, Theme::Notice)
        };
        let draft = titled(self, "关于开展集中学习的通知", "notices");
        let draft = self.add(draft);
        self.due(at(1, 9), draft, Deed::Write);
        for (title, deed) in [
            ("关于报送培训需求的通知", None),
            ("关于征订学习用书的通知", Some(Deed::Return)),
            ("关于冬季值班安排的公告", Some(Deed::Schedule(anchor.plus(3 * DAY + 9 * HOUR)))),
        ] {
            let piece = titled(self, title, "notices");
            let id = self.add(piece);
            self.due(at(2, 9), id, Deed::Write);
            self.due(at(2, 10), id, Deed::Submit);
            if let Some(deed) = deed {
                self.due(at(1, 15), id, deed);
            }
        }
        let gone = titled(self, "关于调整活动时间的通知", "notices");
        let gone = self.published(gone, at(12, 9));
        self.due(at(11, 9), gone, Deed::Withdraw);
        let twice = Piece { pictured: true, ..titled(self, "关于支部档案整理的通知", "notices") };
        let twice = self.published(twice, at(6, 9));
        self.due(at(5, 9), twice, Deed::Correct);
        let long = titled(
            self,
            "关于进一步规范支部委员会会议党员大会党小组会和支部党课记录整理归档工作并做好年度检查准备有关具体事项的通知",
            "notices",
        );
        let long = self.published(long, at(4, 9));
        self.due(at(4, 12), long, Deed::Pin);
    }

    /// What members of the branch of the accounts do: keep, like, and say things that stand in every state.
    fn reactions(&mut self, anchor: Instant) {
        let heads: Vec<usize> = (0..self.pieces.len()).filter(|n| self.pieces[*n].head).take(4).collect();
        let at = |days: i64, hour: i64| anchor.plus(-days * DAY + hour * HOUR);
        for (n, head) in heads.iter().enumerate() {
            // after it has been published
            let since = self.dues.iter().filter(|due| due.piece == *head).map(|due| due.at).max();
            let from = |wish: Instant| since.map_or(wish, |since| wish.max(since.plus(HOUR)).min(anchor));
            for who in 0..=(n % 2) {
                self.due(from(at(2, 20 + who as i64)), *head, Deed::Keep(who));
            }
            let then = [Some(Decision::Approve), Some(Decision::Return), None, Some(Decision::Approve)][n];
            let says = SAID[n % SAID.len()];
            self.due(from(at(1, 19)), *head, Deed::Say { who: n % 2, says, then });
        }
    }
}

/// A document's own day: one of the last eight years.
fn document_day(anchor: Instant, seed: u64) -> String {
    let year = anchor.day().year() - 1 - i32::try_from(seed % 8).unwrap_or(0);
    format!("{year}-{:02}-{:02}", 1 + seed / 8 % 12, 1 + seed / 96 % 28)
}
