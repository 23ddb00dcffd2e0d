//! The pages that come in a second part of the program, so that the first page is there sooner: whatever is opened from
//! the home page, not what stands on it. The part is fetched a moment after the first page, or at once when needed.
//!
//! The bundle cuts the module where [`draw`] is called; natively it is an ordinary call.

use crate::kit::{ErrorCard, Skeleton};
use crate::lost::NotFound;
use crate::{
    account, api, archive, audit, branch, calendar, check_in, content, desk, disclosure, exam, experience, home,
    learning, library, manual, meeting, member, orgs, points, post, programme_guide, proxy, review, scan, search,
    shell, standards, urge, workbench,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::hooks::use_params_map;
use std::future::Future as _;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// How long after the first page the second part is fetched.
const SOON: Duration = Duration::from_millis(1_200);

/// The pages of the second part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// `/meetings`
    Meetings,
    /// `/meetings/:id`
    Meeting,
    /// `/meetings/new`
    NewMeeting,
    /// `/meetings/:id/edit`
    EditMeeting,
    /// `/meetings/:id/record`
    Record,
    /// `/meetings/:id/materials`
    Materials,
    /// `/meetings/:id/appraisal`
    Appraisal,
    /// `/meetings/:id/after-work`
    AfterWork,
    /// `/meetings/:id/check-in`
    CheckInScreen,
    /// `/meetings/:id/offline`
    Hall,
    /// `/check-in/:meeting`
    CheckIn,
    /// `/scan`
    Scan,
    /// `/branch/proxies`
    Proxies,
    /// `/branch/members/:id/card`
    MemberCard,
    /// `/branch/elsewhere`
    Elsewhere,
    /// `/branch`
    Branch,
    /// `/branch/overview`
    Overview,
    /// `/branch/committee`
    Committee,
    /// `/branch/groups`
    Groups,
    /// `/branch/members`
    Members,
    /// `/posts`
    Posts,
    /// `/orgs/terms`
    Terms,
    /// `/members`
    Roll,
    /// `/branch/calendar`
    Calendar,
    /// `/orgs`
    Orgs,
    /// `/orgs/:id`
    Org,
    /// `/workbench`
    Workbench,
    /// `/reviews`
    Reviews,
    /// `/audit`
    Audit,
    /// `/disclosures`
    Disclosures,
    /// `/disclosures/new`
    NewDisclosure,
    /// `/disclosures/:id`
    Disclosure,
    /// `/disclosures/:id/edit`
    EditDisclosure,
    /// `/experiences`
    Experiences,
    /// `/experiences/new`
    NewExperience,
    /// `/experiences/:id`
    Experience,
    /// `/experiences/:id/edit`
    EditExperience,
    /// `/urges`
    Urges,
    /// `/manual`
    Manual,
    /// `/manual/:page`
    ManualPage,
    /// `/me/points`
    Points,
    /// `/me/points/sheet`
    MySheet,
    /// `/points/rules`
    PointRules,
    /// `/points/policy`
    PointsPolicy,
    /// `/rankings`
    Rankings,
    /// `/branch/points`
    BranchPoints,
    /// `/orgs/:id/points`
    PointsOfOrg,
    /// `/members/:id/points`
    SheetOfMember,
    /// `/me/sessions`
    Sessions,
    /// `/password`
    Password,
    /// `/me/outbox`
    Outbox,
    /// `/server`
    Server,
    /// `/verify`
    Verify,
    /// `/search`
    Search,
    /// `/standards`
    Standards,
    /// `/standards/:field`
    FieldStandard,
    /// `/branch/standards`
    OwnCheck,
    /// `/orgs/:id/standards`
    CheckOfOrg,
    /// `/workbench/standards`
    CheckList,
    /// `/exams`
    ExamHome,
    /// `/exams/sittings/:id`
    Sitting,
    /// `/exams/history`
    ExamHistory,
    /// `/exams/wrong`
    WrongBook,
    /// `/exams/bank`
    Bank,
    /// `/exams/bank/new`
    NewQuestion,
    /// `/exams/bank/:id`
    EditQuestion,
    /// `/exams/bank/import`
    ImportQuestions,
    /// `/exams/papers`
    Exams,
    /// `/exams/papers/new`
    NewExam,
    /// `/exams/papers/:id`
    EditExam,
    /// `/exams/results`
    ExamResults,
    /// `/exams/results/:id`
    ExamResult,
    /// `/desk`
    Desk,
    /// `/desk/new`
    NewArticle,
    /// `/desk/:id`
    DeskArticle,
    /// `/desk/:id/edit`
    EditArticle,
    /// `/desk/:id/versions`
    ArticleVersions,
    /// `/desk/columns`
    DeskColumns,
    /// `/desk/links`
    DeskLinks,
    /// `/editors`
    Editors,
    /// `/news`
    News,
    /// `/sites/:code`
    Site,
    /// `/columns/:id`
    Column,
    /// `/articles/:id`
    Article,
    /// `/learning`
    Learning,
    /// `/portals`
    Portals,
    /// `/comments/:id`
    Remark,
    /// `/me/favourites`
    Favourites,
    /// `/learning/centre`
    LearningHome,
    /// `/learning/courses`
    Courses,
    /// `/learning/courses/:id`
    Course,
    /// `/learning/courses/:id/certificate`
    Certificate,
    /// `/learning/topics`
    Topics,
    /// `/learning/chosen`
    Chosen,
    /// `/learning/lessons/:id`
    Lesson,
    /// `/learning/manage`
    ManageCourses,
    /// `/learning/manage/new`
    NewCourse,
    /// `/learning/manage/:id`
    EditCourse,
    /// `/learning/manage/:id/lessons/new`
    NewLesson,
    /// `/learning/manage/lessons/:id`
    EditLesson,
    /// `/learning/group-studies`
    GroupStudies,
    /// `/learning/group-studies/new`
    NewGroupStudy,
    /// `/learning/group-studies/:id`
    GroupStudyScreen,
    /// `/shortcuts`
    Shortcuts,
    /// `/programmes`
    Programmes,
    /// `/programmes/edit`
    EditProgrammes,
    /// `/library`
    Library,
    /// `/library/shelf`
    Bookshelf,
    /// `/library/works/:id`
    Work,
    /// `/library/works/:id/read`
    Read,
    /// `/library/desk`
    LibraryDesk,
    /// `/library/desk/:id`
    DeskWork,
}

/// The second part could not be fetched.
pub struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

#[wasm_split(rooms, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn draw(room: Room) -> Result<AnyView, Missing> {
    // whichever page is open, what was answered without a network is sent when it is back
    exam::courier::wake();
    Ok(match room {
        Room::Meetings => view! { <meeting::Meetings/> }.into_any(),
        Room::Meeting => view! { <meeting::MeetingPane/> }.into_any(),
        Room::NewMeeting => view! { <meeting::NewMeeting/> }.into_any(),
        Room::EditMeeting => view! { <meeting::EditMeeting/> }.into_any(),
        Room::Record => view! { <meeting::RecordPage/> }.into_any(),
        Room::Materials => view! { <meeting::MaterialsPage/> }.into_any(),
        Room::Appraisal => view! { <meeting::AppraisalPage/> }.into_any(),
        Room::AfterWork => view! { <meeting::AfterWorkPage/> }.into_any(),
        Room::CheckInScreen => view! { <check_in::ScreenPage/> }.into_any(),
        Room::Hall => view! { <check_in::HallPage/> }.into_any(),
        Room::CheckIn => view! { <check_in::CheckInPage/> }.into_any(),
        Room::Scan => view! { <scan::ScanPage/> }.into_any(),
        Room::Proxies => view! { <proxy::ProxiesPage/> }.into_any(),
        Room::MemberCard => view! { <proxy::CardPage/> }.into_any(),
        Room::Elsewhere => view! { <check_in::ElsewherePage/> }.into_any(),
        Room::Branch => view! { <branch::BranchPage/> }.into_any(),
        Room::Overview => view! { <branch::OverviewPage/> }.into_any(),
        Room::Committee => view! { <branch::CommitteePage/> }.into_any(),
        Room::Groups => view! { <branch::GroupsPage/> }.into_any(),
        Room::Posts => view! { <post::Posts/> }.into_any(),
        Room::Terms => view! { <orgs::Terms/> }.into_any(),
        Room::Members => view! { <member::BranchRoll/> }.into_any(),
        Room::Roll => view! { <member::WholeRoll/> }.into_any(),
        Room::Calendar => view! { <calendar::CalendarPage/> }.into_any(),
        Room::Orgs => view! { <orgs::OrgTree/> }.into_any(),
        Room::Org => view! { <orgs::OrgPage/> }.into_any(),
        Room::Workbench => view! { <workbench::WorkbenchEntry/> }.into_any(),
        Room::Reviews => view! { <review::Reviews/> }.into_any(),
        Room::Audit => view! { <audit::AuditLog/> }.into_any(),
        Room::Disclosures => view! { <disclosure::Disclosures/> }.into_any(),
        Room::NewDisclosure => view! { <disclosure::NewDisclosure/> }.into_any(),
        Room::Disclosure => view! { <disclosure::DisclosurePage/> }.into_any(),
        Room::EditDisclosure => view! { <disclosure::EditDisclosure/> }.into_any(),
        Room::Experiences => view! { <experience::Experiences/> }.into_any(),
        Room::NewExperience => view! { <experience::NewExperience/> }.into_any(),
        Room::Experience => view! { <experience::ExperiencePage/> }.into_any(),
        Room::EditExperience => view! { <experience::EditExperience/> }.into_any(),
        Room::Urges => view! { <urge::Urges/> }.into_any(),
        Room::Manual => view! { <manual::ManualHome/> }.into_any(),
        Room::ManualPage => view! { <manual::ManualPage/> }.into_any(),
        Room::Points => view! { <points::MyPointsPage/> }.into_any(),
        Room::MySheet => view! { <points::MySheet/> }.into_any(),
        Room::PointRules => view! { <points::RulesPage/> }.into_any(),
        Room::PointsPolicy => view! { <points::PolicyPage/> }.into_any(),
        Room::Rankings => view! { <points::Rankings/> }.into_any(),
        Room::BranchPoints => view! { <points::BranchPoints/> }.into_any(),
        Room::PointsOfOrg => view! { <points::PointsOfOrg/> }.into_any(),
        Room::SheetOfMember => view! { <points::SheetOfMember/> }.into_any(),
        Room::Sessions => view! { <account::SessionsPage/> }.into_any(),
        Room::Password => view! { <account::PasswordPage/> }.into_any(),
        Room::Outbox => view! { <shell::OutboxPage/> }.into_any(),
        Room::Server => view! { <shell::ServerPage/> }.into_any(),
        Room::Verify => view! { <archive::VerifyPage/> }.into_any(),
        Room::Search => view! { <search::SearchRoom/> }.into_any(),
        Room::Standards => view! { <standards::FieldsPage/> }.into_any(),
        Room::FieldStandard => view! { <standards::FieldPage/> }.into_any(),
        Room::OwnCheck => view! { <standards::OwnCheck/> }.into_any(),
        Room::CheckOfOrg => view! { <standards::CheckOfOrg/> }.into_any(),
        Room::CheckList => view! { <standards::CheckList/> }.into_any(),
        Room::ExamHome => view! { <exam::ExamHomePage/> }.into_any(),
        Room::Sitting => view! { <exam::SittingPage/> }.into_any(),
        Room::ExamHistory => view! { <exam::History/> }.into_any(),
        Room::WrongBook => view! { <exam::WrongBook/> }.into_any(),
        Room::Bank => view! { <exam::Bank/> }.into_any(),
        Room::NewQuestion => view! { <exam::NewQuestion/> }.into_any(),
        Room::EditQuestion => view! { <exam::EditQuestion/> }.into_any(),
        Room::ImportQuestions => view! { <exam::ImportPage/> }.into_any(),
        Room::Exams => view! { <exam::Exams/> }.into_any(),
        Room::NewExam => view! { <exam::NewExam/> }.into_any(),
        Room::EditExam => view! { <exam::EditExam/> }.into_any(),
        Room::ExamResults => view! { <exam::Results/> }.into_any(),
        Room::ExamResult => view! { <exam::ResultPage/> }.into_any(),
        Room::Desk => view! { <desk::Desk/> }.into_any(),
        Room::NewArticle => view! { <desk::NewArticle/> }.into_any(),
        Room::DeskArticle => view! { <desk::DeskArticle/> }.into_any(),
        Room::EditArticle => view! { <desk::EditArticle/> }.into_any(),
        Room::ArticleVersions => view! { <desk::Versions/> }.into_any(),
        Room::DeskColumns => view! { <desk::Columns/> }.into_any(),
        Room::DeskLinks => view! { <desk::DeskLinks/> }.into_any(),
        Room::Editors => view! { <desk::Editors/> }.into_any(),
        Room::News => view! { <content::NewsPage/> }.into_any(),
        Room::Site => view! { <content::SitePage/> }.into_any(),
        Room::Column => view! { <content::ColumnPage/> }.into_any(),
        Room::Article => view! { <content::ArticlePage/> }.into_any(),
        Room::Learning => view! { <content::LearningPage/> }.into_any(),
        Room::Portals => view! { <content::Portals/> }.into_any(),
        Room::Remark => view! { <content::RemarkPage/> }.into_any(),
        Room::Favourites => view! { <content::Favourites/> }.into_any(),
        Room::LearningHome => view! { <learning::LearningHomePage/> }.into_any(),
        Room::Courses => view! { <learning::CourseList/> }.into_any(),
        Room::Course => view! { <learning::CoursePage/> }.into_any(),
        Room::Certificate => view! { <learning::CertificatePage/> }.into_any(),
        Room::Topics => view! { <learning::Topics/> }.into_any(),
        Room::Chosen => view! { <learning::ChosenCourses/> }.into_any(),
        Room::Lesson => view! { <learning::LessonPage/> }.into_any(),
        Room::ManageCourses => view! { <learning::ManageCourses/> }.into_any(),
        Room::NewCourse => view! { <learning::NewCourse/> }.into_any(),
        Room::EditCourse => view! { <learning::EditCourse/> }.into_any(),
        Room::NewLesson => view! { <learning::NewLesson/> }.into_any(),
        Room::EditLesson => view! { <learning::EditLesson/> }.into_any(),
        Room::GroupStudies => view! { <learning::GroupStudies/> }.into_any(),
        Room::NewGroupStudy => view! { <learning::NewGroupStudy/> }.into_any(),
        Room::GroupStudyScreen => view! { <learning::GroupStudyScreen/> }.into_any(),
        Room::Shortcuts => view! { <home::ShortcutsPage/> }.into_any(),
        Room::Programmes => view! { <programme_guide::GuidePage/> }.into_any(),
        Room::EditProgrammes => view! { <programme_guide::EditGuide/> }.into_any(),
        Room::Library => view! { <library::LibraryPage/> }.into_any(),
        Room::Bookshelf => view! { <library::ShelfPage/> }.into_any(),
        Room::Work => view! { <library::WorkPage/> }.into_any(),
        Room::Read => view! { <library::ReadPage/> }.into_any(),
        Room::LibraryDesk => view! { <library::DeskPage/> }.into_any(),
        Room::DeskWork => view! { <library::DeskWorkPage/> }.into_any(),
    })
}

/// Whether the second part is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Away,
    OnItsWay,
    There,
    Failed,
}

thread_local! {
    static PART: ArcRwSignal<Part> = ArcRwSignal::new(Part::Away);
}

/// Fetches the second part a moment after the first page; once, at the start.
pub fn fetch_soon() {
    set_timeout(ask, SOON);
}

fn ask() {
    let part = PART.with(Clone::clone);
    if matches!(part.get_untracked(), Part::There | Part::OnItsWay) {
        return;
    }
    part.set(Part::OnItsWay);
    spawn_local(async move {
        let there = fetch().await.is_ok();
        part.set(if there { Part::There } else { Part::Failed });
    });
}

/// A page of the second part: a skeleton until it is there, then drawn where it stands.
pub fn room(room: Room) -> AnyView {
    let part = PART.with(Clone::clone);
    if part.get_untracked() != Part::There {
        ask();
    }
    // every `:id` of an address is a number
    let params = use_params_map();
    let leads = Memo::new(move |_| params.read().get("id").is_none_or(|id| id.parse::<i64>().is_ok()));
    let drawn = move || match part.get() {
        Part::There => now(room),
        Part::Failed => failed(),
        Part::Away | Part::OnItsWay => view! { <div class="page-narrow"><Skeleton rows=5/></div> }.into_any(),
    };
    (move || if leads.get() { drawn() } else { view! { <NotFound/> }.into_any() }).into_any()
}

fn failed() -> AnyView {
    view! { <div class="page-narrow"><ErrorCard error=api::ApiError::Offline on_retry=ask/></div> }.into_any()
}

/// Draws at once: once the part is there, its future is ready when it is first asked. Drawing here and not in a task of
/// its own keeps the page below its route.
fn now(room: Room) -> AnyView {
    match pin!(draw(room)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(Missing)) | Poll::Pending => failed(),
    }
}
