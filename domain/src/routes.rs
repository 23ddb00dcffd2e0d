//! Cache tags: what a read shows and what a write changes, so that every client forgets the right things.
//!
//! The browser, the app's cache and the outbox read the same table; URLs themselves are built in one place of the UI.

coded! {
    /// A body of data that cached answers are made from.
    pub enum Tag {
        /// Who is signed in.
        Session = "session" "登录",
        /// The home page.
        Home = "home" "首页",
        /// Messages and their count.
        Inbox = "inbox" "通知",
        /// Meetings, lists and single ones.
        Meetings = "meetings" "会议",
        /// What waits for review.
        Reviews = "reviews" "审核",
        /// Organisations, members, overview and committee.
        Orgs = "orgs" "组织",
        /// Who helps whom.
        Proxies = "proxies" "帮办",
        /// Points.
        Points = "points" "积分",
        /// The calendar's subscription.
        Calendar = "calendar" "日历",
        /// Keys that printed records are checked with.
        Seals = "seals" "防伪公钥",
        /// 党务公开.
        Disclosures = "disclosures" "党务公开",
        /// 经验交流 with its comments.
        Experiences = "experiences" "经验交流",
        /// 督办.
        Urges = "urges" "督办",
        /// Checks against the standards.
        SelfCheck = "self_check" "对标自查",
        /// Sites, columns and articles as readers see them.
        Content = "content" "资讯",
        /// Articles and columns as editors see them.
        Desk = "desk" "编辑台",
        /// Who edits which site.
        Editors = "editors" "栏目编辑",
        /// The catalogue of links.
        Links = "links" "链接",
        /// Likes, favourites and comments.
        Reactions = "reactions" "收藏和评论",
        /// The bank of questions and the exams, as they are set up.
        Exams = "exams" "试卷",
        /// Sittings and what came of them.
        Sittings = "sittings" "考试",
        /// Courses and lessons.
        Courses = "courses" "课程",
        /// What one has chosen and how far one has come.
        Study = "study" "学习进度",
        /// Questions of group studies while they are asked.
        Asked = "asked" "集中学习提问",
        /// Channels, what is on, and reminders.
        Programmes = "programmes" "直播节目预告",
        /// Works of the library and their chapters.
        Library = "library" "图书库",
        /// What one is reading: the place in it, one's shelf.
        Bookshelf = "bookshelf" "我的书架",
    }
}

/// How an address is cached and queued by a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The path, with `{}` for an id: `/api/meetings/{}/answer`.
    pub path: &'static str,
    /// What a GET shows.
    pub shows: &'static [Tag],
    /// What a write changes.
    pub changes: &'static [Tag],
    /// Whether a write may wait in the outbox when there is no network (FEATURES 10.2).
    pub queues: bool,
}

const fn route(path: &'static str, shows: &'static [Tag], changes: &'static [Tag], queues: bool) -> Route {
    Route { path, shows, changes, queues }
}

const MEETING_CHANGE: &[Tag] = &[Tag::Meetings, Tag::Home, Tag::Reviews, Tag::Points];
const LIBRARY_CHANGE: &[Tag] = &[Tag::Library, Tag::Bookshelf];
const EXPERIENCE_CHANGE: &[Tag] = &[Tag::Experiences, Tag::Home, Tag::Reviews];

const DESK_CHANGE: &[Tag] = &[Tag::Desk, Tag::Content, Tag::Reviews, Tag::Home];
const REACTED: &[Tag] = &[Tag::Reactions, Tag::Points, Tag::Home];
const SITTING_CHANGE: &[Tag] = &[Tag::Sittings, Tag::Points, Tag::Home];

/// What may be newer when a message has come or was read: messages tell of all of these.
pub const TOLD: &[Tag] =
    &[Tag::Inbox, Tag::Home, Tag::Reviews, Tag::Disclosures, Tag::Experiences, Tag::Urges, Tag::Desk, Tag::Reactions];

/// Every address that clients cache or that changes what is cached.
pub const ROUTES: &[Route] = &[
    route("/api/session", &[Tag::Session], &[Tag::Session, Tag::Home, Tag::Inbox], false),
    route("/api/password", &[], &[Tag::Session], false),
    route("/api/home", &[Tag::Home], &[], false),
    route("/api/platform", &[Tag::Session], &[], false),
    route("/api/inbox", &[Tag::Inbox], &[], false),
    route("/api/inbox/unread", &[Tag::Inbox], &[], false),
    route("/api/inbox/read", &[], &[Tag::Inbox, Tag::Home, Tag::Session], true),
    route("/api/inbox/{}/read", &[], &[Tag::Inbox, Tag::Home, Tag::Session], true),
    route("/api/meetings", &[Tag::Meetings], MEETING_CHANGE, false),
    route("/api/meetings/counts", &[Tag::Meetings], &[], false),
    route("/api/meetings/draft", &[Tag::Orgs], &[], false),
    route("/api/meetings/{}", &[Tag::Meetings], MEETING_CHANGE, false),
    route("/api/meetings/{}/answer", &[], MEETING_CHANGE, true),
    route("/api/meetings/{}/notice", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/pre-notice", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/outline", &[], MEETING_CHANGE, true),
    route("/api/meetings/{}/materials", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/self-appraisal", &[], MEETING_CHANGE, true),
    route("/api/meetings/{}/ballot", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/ballot/end", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/appraisal", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/after-work", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/reminders", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/record", &[], MEETING_CHANGE, false),
    route("/api/archive/keys", &[Tag::Seals], &[], false),
    route("/api/meetings/{}/submission", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/review", &[], MEETING_CHANGE, false),
    route("/api/meetings/{}/cancellation", &[], MEETING_CHANGE, false),
    // what a screen shows holds for seconds: no copy of it is kept
    route("/api/meetings/{}/check-in", &[], &[Tag::Meetings, Tag::Home], false),
    route("/api/meetings/{}/check-in/heads", &[Tag::Meetings], &[], false),
    route("/api/meetings/{}/check-in/receipts", &[], &[Tag::Meetings, Tag::Home], false),
    route("/api/meetings/{}/check-ins", &[], &[Tag::Meetings], false),
    route("/api/meetings/{}/check-ins/card", &[], &[Tag::Meetings], false),
    route("/api/meetings/{}/check-ins/undo", &[], &[Tag::Meetings], false),
    route("/api/meetings/{}/guests", &[], &[Tag::Meetings, Tag::Points], false),
    route("/api/meetings/{}/pack", &[], &[], false),
    route("/api/attendance-elsewhere", &[Tag::Meetings], &[], false),
    route("/api/proxies", &[Tag::Proxies], &[Tag::Proxies], false),
    route("/api/proxies/meetings", &[Tag::Proxies, Tag::Meetings], &[], false),
    route("/api/proxies/{}/revocation", &[], &[Tag::Proxies], false),
    route("/api/members/{}/card", &[], &[Tag::Proxies], false),
    route("/api/reviews", &[Tag::Reviews], &[], false),
    route("/api/reviews/counts", &[Tag::Reviews], &[], false),
    route("/api/reviews/filed", &[Tag::Reviews], &[], false),
    route("/api/reviews/filed/read", &[], &[Tag::Reviews], false),
    route("/api/disclosures", &[Tag::Disclosures], &[Tag::Disclosures], false),
    route("/api/disclosures/draft", &[Tag::Orgs], &[], false),
    route("/api/disclosures/{}", &[Tag::Disclosures], &[Tag::Disclosures], false),
    route("/api/disclosures/{}/withdrawal", &[], &[Tag::Disclosures], false),
    route("/api/experiences", &[Tag::Experiences], EXPERIENCE_CHANGE, false),
    route("/api/experiences/{}", &[Tag::Experiences], EXPERIENCE_CHANGE, false),
    route("/api/experiences/{}/submission", &[], EXPERIENCE_CHANGE, false),
    route("/api/experiences/{}/review", &[], EXPERIENCE_CHANGE, false),
    route("/api/experiences/{}/takedown", &[], EXPERIENCE_CHANGE, false),
    route("/api/experiences/{}/like", &[], EXPERIENCE_CHANGE, true),
    route("/api/experiences/{}/comments", &[Tag::Experiences], EXPERIENCE_CHANGE, true),
    route("/api/comments/{}/removal", &[], EXPERIENCE_CHANGE, false),
    route("/api/orgs/{}/urges", &[], &[Tag::Urges], false),
    route("/api/urges", &[Tag::Urges], &[], false),
    route("/api/urges/{}/read", &[], &[Tag::Urges, Tag::Home, Tag::Inbox, Tag::Session], false),
    route("/api/urges/{}/settlement", &[], &[Tag::Urges, Tag::Home, Tag::Inbox, Tag::Session], false),
    route("/api/orgs", &[Tag::Orgs], &[], false),
    route("/api/orgs/{}", &[Tag::Orgs], &[], false),
    route("/api/orgs/{}/members", &[Tag::Orgs], &[], false),
    route("/api/orgs/{}/members/counts", &[Tag::Orgs], &[], false),
    route("/api/branch", &[Tag::Orgs, Tag::Meetings], &[], false),
    route("/api/calendar", &[Tag::Meetings], &[], false),
    route("/api/calendar/subscription", &[Tag::Calendar], &[Tag::Calendar], false),
    route("/api/orgs/{}/overview", &[Tag::Orgs], &[Tag::Orgs], false),
    route("/api/orgs/{}/committee", &[Tag::Orgs], &[Tag::Orgs], false),
    route("/api/orgs/{}/committee/history", &[Tag::Orgs], &[], false),
    // whom a group's meeting draws from changes with the groups
    route("/api/orgs/{}/groups", &[Tag::Orgs], &[Tag::Orgs, Tag::Meetings], false),
    route("/api/terms", &[Tag::Orgs], &[], false),
    route("/api/post-requests", &[Tag::Orgs], &[Tag::Orgs], false),
    route("/api/post-requests/{}", &[Tag::Orgs], &[Tag::Orgs], false),
    route("/api/post-requests/{}/decision", &[], &[Tag::Orgs], false),
    route("/api/points/mine", &[Tag::Points], &[], false),
    route("/api/points/mine/entries", &[Tag::Points], &[], false),
    route("/api/points/mine/days", &[Tag::Points], &[], false),
    route("/api/points/policy", &[Tag::Points], &[Tag::Points, Tag::Home], false),
    route("/api/rankings/learning", &[Tag::Points], &[], false),
    route("/api/rankings/learning/members", &[Tag::Points], &[], false),
    route("/api/rankings/learning/branches", &[Tag::Points], &[], false),
    route("/api/orgs/{}/points", &[Tag::Points], &[], false),
    route("/api/orgs/{}/points-sheet", &[Tag::Points], &[], false),
    route("/api/orgs/{}/points-sheet/members", &[Tag::Points], &[], false),
    route("/api/members/{}/points-sheet", &[Tag::Points], &[], false),
    route("/api/standards", &[], &[], false),
    route("/api/self-checks", &[Tag::SelfCheck], &[], false),
    route("/api/self-checks/counts", &[Tag::SelfCheck], &[], false),
    route("/api/self-checks/evidence", &[Tag::Meetings, Tag::Orgs], &[], false),
    route("/api/home/shortcuts", &[], &[Tag::Home], true),
    route("/api/channels", &[Tag::Programmes], &[Tag::Programmes], false),
    route("/api/channels/{}", &[], &[Tag::Programmes], false),
    route("/api/channels/{}/programmes", &[], &[Tag::Programmes], false),
    route("/api/programmes", &[Tag::Programmes], &[Tag::Programmes], false),
    route("/api/programmes/{}", &[], &[Tag::Programmes], false),
    route("/api/programmes/{}/reminder", &[], &[Tag::Programmes], true),
    route("/api/programmes/reminders", &[Tag::Programmes], &[], false),
    route("/api/orgs/{}/self-check", &[Tag::SelfCheck, Tag::Meetings, Tag::Orgs], &[Tag::SelfCheck], false),
    route("/api/front", &[Tag::Content], &[], false),
    route("/api/columns", &[Tag::Content], &[], false),
    route("/api/columns/{}", &[Tag::Content], &[], false),
    route("/api/columns/{}/articles", &[Tag::Content], &[], false),
    route("/api/articles/{}", &[Tag::Content], &[], false),
    route("/api/articles/{}/reading", &[], &[], false),
    route("/api/articles/{}/reading/done", &[], &[Tag::Points, Tag::Home], true),
    route("/api/desk/articles", &[Tag::Desk], DESK_CHANGE, false),
    route("/api/desk/articles/counts", &[Tag::Desk], &[], false),
    route("/api/desk/articles/{}", &[Tag::Desk], DESK_CHANGE, false),
    route("/api/desk/articles/{}/submission", &[], DESK_CHANGE, false),
    route("/api/desk/articles/{}/review", &[], DESK_CHANGE, false),
    route("/api/desk/articles/{}/withdrawal", &[], DESK_CHANGE, false),
    route("/api/desk/articles/{}/pin", &[], DESK_CHANGE, false),
    route("/api/desk/articles/{}/versions", &[Tag::Desk], &[], false),
    route("/api/desk/articles/{}/version", &[Tag::Desk], &[], false),
    route("/api/desk/columns", &[Tag::Desk], DESK_CHANGE, false),
    route("/api/desk/columns/order", &[], DESK_CHANGE, false),
    route("/api/desk/columns/{}", &[], DESK_CHANGE, false),
    route("/api/editors", &[Tag::Editors], &[Tag::Editors], false),
    route("/api/editors/{}/removal", &[], &[Tag::Editors], false),
    route("/api/links", &[Tag::Links], &[Tag::Links], false),
    route("/api/links/visit", &[], &[Tag::Points, Tag::Home], false),
    route("/api/reactions", &[Tag::Reactions], REACTED, true),
    route("/api/reactions/comments", &[Tag::Reactions], REACTED, true),
    route("/api/reactions/comments/{}", &[Tag::Reactions], &[], false),
    route("/api/reactions/comments/{}/decision", &[], &[Tag::Reactions, Tag::Reviews, Tag::Home], false),
    route("/api/reactions/comments/{}/removal", &[], REACTED, false),
    route("/api/search", &[Tag::Content], &[], false),
    route("/api/favourites", &[Tag::Reactions], &[], false),
    route("/api/questions", &[Tag::Exams], &[Tag::Exams], false),
    route("/api/questions/counts", &[Tag::Exams], &[], false),
    route("/api/questions/import", &[], &[Tag::Exams], false),
    route("/api/questions/{}", &[Tag::Exams], &[Tag::Exams], false),
    route("/api/exams", &[Tag::Exams], &[Tag::Exams, Tag::Sittings], false),
    route("/api/exams/{}", &[Tag::Exams], &[Tag::Exams, Tag::Sittings], false),
    route("/api/exams/{}/publication", &[], &[Tag::Exams, Tag::Sittings], false),
    route("/api/exams/{}/withdrawal", &[], &[Tag::Exams, Tag::Sittings], false),
    route("/api/my-exams", &[Tag::Exams, Tag::Sittings], &[], false),
    route("/api/wrong-answers", &[Tag::Sittings], &[], false),
    route("/api/sittings", &[Tag::Sittings], &[], false),
    route("/api/sittings/{}", &[Tag::Sittings], &[], false),
    // a sitting keeps its own answers on the device and sends them itself, so that each device's newest stays: the outbox
    // would send what the page has long sent
    route("/api/sittings/{}/answers", &[], &[], false),
    route("/api/sittings/{}/hand-in", &[], SITTING_CHANGE, false),
    route("/api/exams/{}/sittings", &[], SITTING_CHANGE, false),
    route("/api/practice", &[], SITTING_CHANGE, false),
    route("/api/exam-results", &[Tag::Exams, Tag::Sittings], &[], false),
    route("/api/exam-results/{}", &[Tag::Exams, Tag::Sittings], &[], false),
    route("/api/exam-results/{}/members", &[Tag::Sittings], &[], false),
    route("/api/exam-results/{}/branches", &[Tag::Sittings], &[], false),
    route("/api/learning", &[Tag::Courses, Tag::Study], &[], false),
    route("/api/courses", &[Tag::Courses], &[Tag::Courses], false),
    route("/api/courses/managed", &[Tag::Courses], &[], false),
    route("/api/courses/chosen", &[Tag::Courses, Tag::Study], &[], false),
    route("/api/courses/{}", &[Tag::Courses, Tag::Study], &[Tag::Courses], false),
    route("/api/courses/{}/publication", &[], &[Tag::Courses], false),
    route("/api/courses/{}/recommendation", &[], &[Tag::Courses], false),
    route("/api/courses/{}/lessons", &[], &[Tag::Courses], false),
    route("/api/courses/{}/choice", &[], &[Tag::Study], true),
    route("/api/courses/{}/certificate", &[Tag::Study], &[], false),
    route("/api/lessons/{}", &[Tag::Courses, Tag::Study], &[Tag::Courses], false),
    // players say by themselves when a submission has changed something
    route("/api/study", &[], &[], false),
    route("/api/study/beat", &[], &[], false),
    route("/api/study/offline", &[], &[Tag::Study, Tag::Points, Tag::Home], true),
    route("/api/group-studies", &[Tag::Study], &[Tag::Study], false),
    route("/api/group-studies/{}", &[Tag::Study], &[], false),
    route("/api/group-studies/{}/study", &[], &[], false),
    route("/api/group-studies/{}/beat", &[], &[], false),
    route("/api/group-studies/{}/people", &[], &[Tag::Study, Tag::Asked], false),
    route("/api/group-studies/{}/end", &[], &[Tag::Study, Tag::Asked], false),
    route("/api/lessons/{}/questions", &[Tag::Courses], &[Tag::Courses], false),
    route("/api/lesson-questions/{}", &[], &[Tag::Courses], false),
    route("/api/group-studies/{}/questions", &[Tag::Asked], &[Tag::Asked], false),
    route("/api/group-studies/{}/questions/close", &[], &[Tag::Asked], false),
    // an answer is for the question on the screen: later it is for nothing, so it does not wait
    route("/api/group-studies/{}/answer", &[Tag::Asked], &[Tag::Asked, Tag::Home], false),
    route("/api/library", LIBRARY_CHANGE, &[], false),
    route("/api/bookshelf", LIBRARY_CHANGE, &[], false),
    route("/api/works", &[Tag::Library], LIBRARY_CHANGE, false),
    route("/api/works/managed", &[Tag::Library], &[], false),
    route("/api/works/import", &[], LIBRARY_CHANGE, false),
    route("/api/works/{}", LIBRARY_CHANGE, LIBRARY_CHANGE, false),
    route("/api/works/{}/publication", &[], LIBRARY_CHANGE, false),
    route("/api/works/{}/contents", &[], LIBRARY_CHANGE, false),
    route("/api/works/{}/chapters", &[], LIBRARY_CHANGE, false),
    route("/api/works/{}/recordings", &[], LIBRARY_CHANGE, false),
    route("/api/works/{}/shelf", &[], &[Tag::Bookshelf], true),
    route("/api/works/{}/place", &[], &[Tag::Bookshelf], true),
    route("/api/chapters/{}", &[Tag::Library], LIBRARY_CHANGE, false),
];

/// The row for a path (query string cut off), ids replaced by `{}`.
#[must_use]
pub fn find(path: &str) -> Option<&'static Route> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    ROUTES.iter().find(|r| same(r.path, path))
}

fn same(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let fits = pattern.split('/').all(|want| {
        parts.next().is_some_and(|got| {
            want == got || (want == "{}" && !got.is_empty() && got.bytes().all(|b| b.is_ascii_digit()))
        })
    });
    fits && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_finds_its_row() {
        assert_eq!(find("/api/meetings/17/answer").map(|r| r.path), Some("/api/meetings/{}/answer"));
        assert_eq!(find("/api/meetings/draft?kind=theme_day").map(|r| r.path), Some("/api/meetings/draft"));
        assert_eq!(find("/api/meetings/").map(|r| r.path), None);
        assert_eq!(find("/api/meetings/17/answer/x"), None);
    }

    #[test]
    fn only_writes_that_are_a_member_s_own_wait_in_the_outbox() {
        let queued: Vec<_> = ROUTES.iter().filter(|r| r.queues).map(|r| r.path).collect();
        let own = [
            "/api/inbox/read",
            "/api/inbox/{}/read",
            "/api/meetings/{}/answer",
            "/api/meetings/{}/outline",
            "/api/meetings/{}/self-appraisal",
            "/api/experiences/{}/like",
            "/api/experiences/{}/comments",
            "/api/home/shortcuts",
            "/api/programmes/{}/reminder",
            "/api/articles/{}/reading/done",
            "/api/reactions",
            "/api/reactions/comments",
            "/api/courses/{}/choice",
            "/api/study/offline",
            "/api/works/{}/shelf",
            "/api/works/{}/place",
        ];
        assert_eq!(queued, own);
    }
}
