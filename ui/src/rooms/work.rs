//! The part for whoever is signed in: meetings, the branch, exams, points, the desk.

use super::{Missing, Part, Rooms};
use crate::{
    account, archive, audit, branch, calendar, check_in, content, desk, disclosure, exam, experience, home, learning,
    library, meeting, member, orgs, points, post, programme_guide, proxy, review, scan, shell, standards, urge,
    workbench,
};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// Its pages.
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
    /// `/me/downloads`
    Downloads,
    /// `/me/outbox`
    Outbox,
    /// `/server`
    Server,
    /// `/verify`
    Verify,
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
    /// `/comments/:id`
    Remark,
    /// `/me/favourites`
    Favourites,
    /// `/learning/courses/:id/certificate`
    Certificate,
    /// `/learning/chosen`
    Chosen,
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
    /// `/learning/group-studies/:id/answer`
    GroupAnswer,
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

impl Rooms for Room {
    fn part() -> Part {
        thread_local! {
            static PART: Part = Part::default();
        }
        PART.with(Clone::clone)
    }

    async fn fetch() -> Result<(), Missing> {
        fetch().await?;
        // whichever page is open, what was answered and studied without a network is sent when it is back
        wake().await
    }

    async fn draw(self) -> Result<AnyView, Missing> {
        draw(self).await
    }
}

#[wasm_split(rooms, wasm_split_path = leptos::wasm_split, fallible)]
fn wake() -> Result<(), Missing> {
    exam::courier::wake();
    learning::wake();
    Ok(())
}

#[wasm_split(rooms, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn draw(room: Room) -> Result<AnyView, Missing> {
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
        Room::Members => view! { <member::BranchRoll/> }.into_any(),
        Room::Posts => view! { <post::Posts/> }.into_any(),
        Room::Terms => view! { <orgs::Terms/> }.into_any(),
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
        Room::Downloads => view! { <learning::DownloadsPage/> }.into_any(),
        Room::Outbox => view! { <shell::OutboxPage/> }.into_any(),
        Room::Server => view! { <shell::ServerPage/> }.into_any(),
        Room::Verify => view! { <archive::VerifyPage/> }.into_any(),
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
        Room::Remark => view! { <content::RemarkPage/> }.into_any(),
        Room::Favourites => view! { <content::Favourites/> }.into_any(),
        Room::Certificate => view! { <learning::CertificatePage/> }.into_any(),
        Room::Chosen => view! { <learning::ChosenCourses/> }.into_any(),
        Room::ManageCourses => view! { <learning::ManageCourses/> }.into_any(),
        Room::NewCourse => view! { <learning::NewCourse/> }.into_any(),
        Room::EditCourse => view! { <learning::EditCourse/> }.into_any(),
        Room::NewLesson => view! { <learning::NewLesson/> }.into_any(),
        Room::EditLesson => view! { <learning::EditLesson/> }.into_any(),
        Room::GroupStudies => view! { <learning::GroupStudies/> }.into_any(),
        Room::NewGroupStudy => view! { <learning::NewGroupStudy/> }.into_any(),
        Room::GroupStudyScreen => view! { <learning::GroupStudyScreen/> }.into_any(),
        Room::GroupAnswer => view! { <learning::GroupAnswer/> }.into_any(),
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
