//! The addresses and the pages they lead to.

use crate::account::{MePage, SignInPage};
use crate::api::session;
use crate::frame::Framed;
use crate::guide::Guide;
use crate::home::HomePage;
use crate::inbox::InboxPage;
use crate::later::ServicesPage;
use crate::lost::NotFound;
use crate::rooms::{Reading, Room, room};
use crate::shell::ShellGate;
use leptos::prelude::*;
#[allow(unused_imports, reason = "with erased views the macro names another type")]
use leptos_router::MatchNestedRoutes;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{any_nested_route::IntoAnyNestedRoute, path};

/// Everything there is to see.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <ShellGate>
                <Framed><Pages/></Framed>
            </ShellGate>
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=Front/>
            <Route path=path!("/home") view=HomePage/>
            <Route path=path!("/sign-in") view=SignInPage/>
            <Route path=path!("/inbox") view=InboxPage/>
            <Route path=path!("/services") view=ServicesPage/>
            <Route path=path!("/password") view=|| room(Room::Password)/>
            <Route path=path!("/server") view=|| room(Room::Server)/>
            <Route path=path!("/verify") view=|| room(Room::Verify)/>
            <Route path=path!("/search") view=|| room(Reading::Search)/>
            <Route path=path!("/manual") view=|| room(Reading::Manual)/>
            <Route path=path!("/manual/:page") view=|| room(Reading::ManualPage)/>
            <Route path=path!("/scan") view=|| room(Room::Scan)/>
            <Route path=path!("/check-in/:meeting") view=|| room(Room::CheckIn)/>
            <Own/>
            <Branches/>
            <StandardPages/>
            <PointPages/>
            <MeetingPages/>
            <OpenPages/>
            <ExamPages/>
            <DeskPages/>
            <ContentPages/>
            <LearningPages/>
            <GuidePages/>
            <LibraryPages/>
        </Routes>
    }
}

/// Guests find the doors, everybody else their work.
#[component]
fn Front() -> impl IntoView {
    let known = Memo::new(move |_| matches!(&*session::who().read(), session::Who::Known(_)));
    move || if known.get() { view! { <HomePage/> }.into_any() } else { view! { <Guide/> }.into_any() }
}

/// What belongs to one's own account and device.
#[component(transparent)]
fn Own() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/me") view=Outlet>
            <Route path=path!("") view=MePage/>
            <Route path=path!("sessions") view=|| room(Room::Sessions)/>
            <Route path=path!("points") view=|| room(Room::Points)/>
            <Route path=path!("points/sheet") view=|| room(Room::MySheet)/>
            <Route path=path!("favourites") view=|| room(Room::Favourites)/>
            <Route path=path!("downloads") view=|| room(Room::Downloads)/>
            <Route path=path!("outbox") view=|| room(Room::Outbox)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Organisations and their people.
#[component(transparent)]
fn Branches() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/branch") view=|| room(Room::Branch)/>
            <Route path=path!("/branch/overview") view=|| room(Room::Overview)/>
            <Route path=path!("/branch/committee") view=|| room(Room::Committee)/>
            <Route path=path!("/branch/groups") view=|| room(Room::Groups)/>
            <Route path=path!("/branch/members") view=|| room(Room::Members)/>
            <Route path=path!("/posts") view=|| room(Room::Posts)/>
            <Route path=path!("/branch/calendar") view=|| room(Room::Calendar)/>
            <Route path=path!("/members") view=|| room(Room::Roll)/>
            <Route path=path!("/branch/members/:id/card") view=|| room(Room::MemberCard)/>
            <Route path=path!("/branch/proxies") view=|| room(Room::Proxies)/>
            <Route path=path!("/branch/elsewhere") view=|| room(Room::Elsewhere)/>
            <Route path=path!("/orgs") view=|| room(Room::Orgs)/>
            <Route path=path!("/orgs/terms") view=|| room(Room::Terms)/>
            <Route path=path!("/orgs/:id") view=|| room(Room::Org)/>
            <Route path=path!("/workbench") view=|| room(Room::Workbench)/>
            <Route path=path!("/reviews") view=|| room(Room::Reviews)/>
            <Route path=path!("/audit") view=|| room(Room::Audit)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// What branches make public and share, and what they are urged about.
#[component(transparent)]
fn OpenPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/disclosures") view=|| room(Room::Disclosures)/>
            <Route path=path!("/disclosures/new") view=|| room(Room::NewDisclosure)/>
            <Route path=path!("/disclosures/:id") view=|| room(Room::Disclosure)/>
            <Route path=path!("/disclosures/:id/edit") view=|| room(Room::EditDisclosure)/>
            <Route path=path!("/experiences") view=|| room(Room::Experiences)/>
            <Route path=path!("/experiences/new") view=|| room(Room::NewExperience)/>
            <Route path=path!("/experiences/:id") view=|| room(Room::Experience)/>
            <Route path=path!("/experiences/:id/edit") view=|| room(Room::EditExperience)/>
            <Route path=path!("/urges") view=|| room(Room::Urges)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Exams: members', the bank's, the results.
#[component(transparent)]
fn ExamPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/exams") view=Outlet>
            <Route path=path!("") view=|| room(Room::ExamHome)/>
            <Route path=path!("sittings/:id") view=|| room(Room::Sitting)/>
            <Route path=path!("history") view=|| room(Room::ExamHistory)/>
            <Route path=path!("wrong") view=|| room(Room::WrongBook)/>
            <Route path=path!("bank") view=|| room(Room::Bank)/>
            <Route path=path!("bank/new") view=|| room(Room::NewQuestion)/>
            <Route path=path!("bank/import") view=|| room(Room::ImportQuestions)/>
            <Route path=path!("bank/:id") view=|| room(Room::EditQuestion)/>
            <Route path=path!("papers") view=|| room(Room::Exams)/>
            <Route path=path!("papers/new") view=|| room(Room::NewExam)/>
            <Route path=path!("papers/:id") view=|| room(Room::EditExam)/>
            <Route path=path!("results") view=|| room(Room::ExamResults)/>
            <Route path=path!("results/:id") view=|| room(Room::ExamResult)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// One's shortcuts, and the programme guide.
#[component(transparent)]
fn GuidePages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/shortcuts") view=|| room(Room::Shortcuts)/>
            <Route path=path!("/programmes") view=|| room(Room::Programmes)/>
            <Route path=path!("/programmes/edit") view=|| room(Room::EditProgrammes)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The editors' desk.
#[component(transparent)]
fn DeskPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/desk") view=|| room(Room::Desk)/>
            <Route path=path!("/desk/new") view=|| room(Room::NewArticle)/>
            <Route path=path!("/desk/columns") view=|| room(Room::DeskColumns)/>
            <Route path=path!("/desk/links") view=|| room(Room::DeskLinks)/>
            <Route path=path!("/desk/:id") view=|| room(Room::DeskArticle)/>
            <Route path=path!("/desk/:id/edit") view=|| room(Room::EditArticle)/>
            <Route path=path!("/desk/:id/versions") view=|| room(Room::ArticleVersions)/>
            <Route path=path!("/editors") view=|| room(Room::Editors)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The construction standards and branches' checks against them.
#[component(transparent)]
fn StandardPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/standards") view=|| room(Room::Standards)/>
            <Route path=path!("/standards/:field") view=|| room(Room::FieldStandard)/>
            <Route path=path!("/branch/standards") view=|| room(Room::OwnCheck)/>
            <Route path=path!("/orgs/:id/standards") view=|| room(Room::CheckOfOrg)/>
            <Route path=path!("/workbench/standards") view=|| room(Room::CheckList)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Points beside one's own: rules, rankings, yearly sheets, the province's switches.
#[component(transparent)]
fn PointPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/points/rules") view=|| room(Room::PointRules)/>
            <Route path=path!("/points/policy") view=|| room(Room::PointsPolicy)/>
            <Route path=path!("/rankings") view=|| room(Room::Rankings)/>
            <Route path=path!("/branch/points") view=|| room(Room::BranchPoints)/>
            <Route path=path!("/orgs/:id/points") view=|| room(Room::PointsOfOrg)/>
            <Route path=path!("/members/:id/points") view=|| room(Room::SheetOfMember)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// What is read, links out, and comments; `/me/favourites` stands with one's own.
#[component(transparent)]
fn ContentPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/news") view=|| room(Reading::News)/>
            <Route path=path!("/sites/:code") view=|| room(Reading::Site)/>
            <Route path=path!("/columns/:id") view=|| room(Reading::Column)/>
            <Route path=path!("/articles/:id") view=|| room(Reading::Article)/>
            <Route path=path!("/learning") view=|| room(Reading::Learning)/>
            <Route path=path!("/portals") view=|| room(Reading::Portals)/>
            <Route path=path!("/comments/:id") view=|| room(Room::Remark)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The learning centre.
#[component(transparent)]
fn LearningPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet>
            <Route path=path!("/learning/centre") view=|| room(Reading::LearningHome)/>
            <Route path=path!("/learning/courses") view=|| room(Reading::Courses)/>
            <Route path=path!("/learning/courses/:id") view=|| room(Reading::Course)/>
            <Route path=path!("/learning/courses/:id/certificate") view=|| room(Room::Certificate)/>
            <Route path=path!("/learning/topics") view=|| room(Reading::Topics)/>
            <Route path=path!("/learning/chosen") view=|| room(Room::Chosen)/>
            <Route path=path!("/learning/lessons/:id") view=|| room(Reading::Lesson)/>
            <Route path=path!("/learning/manage") view=|| room(Room::ManageCourses)/>
            <Route path=path!("/learning/manage/new") view=|| room(Room::NewCourse)/>
            <Route path=path!("/learning/manage/:id") view=|| room(Room::EditCourse)/>
            <Route path=path!("/learning/manage/:id/lessons/new") view=|| room(Room::NewLesson)/>
            <Route path=path!("/learning/manage/lessons/:id") view=|| room(Room::EditLesson)/>
            <Route path=path!("/learning/group-studies") view=|| room(Room::GroupStudies)/>
            <Route path=path!("/learning/group-studies/new") view=|| room(Room::NewGroupStudy)/>
            <Route path=path!("/learning/group-studies/:id") view=|| room(Room::GroupStudyScreen)/>
            <Route path=path!("/learning/group-studies/:id/answer") view=|| room(Room::GroupAnswer)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// 党建数字图书库.
#[component(transparent)]
fn LibraryPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/library") view=Outlet>
            <Route path=path!("") view=|| room(Room::Library)/>
            <Route path=path!("shelf") view=|| room(Room::Bookshelf)/>
            <Route path=path!("works/:id") view=|| room(Room::Work)/>
            <Route path=path!("works/:id/read") view=|| room(Room::Read)/>
            <Route path=path!("desk") view=|| room(Room::LibraryDesk)/>
            <Route path=path!("desk/:id") view=|| room(Room::DeskWork)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Meetings; the list stays beside the one that is open.
#[component(transparent)]
fn MeetingPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/meetings") view=Outlet>
            <Route path=path!("new") view=|| room(Room::NewMeeting)/>
            <Route path=path!(":id/edit") view=|| room(Room::EditMeeting)/>
            <Route path=path!(":id/record") view=|| room(Room::Record)/>
            <Route path=path!(":id/materials") view=|| room(Room::Materials)/>
            <Route path=path!(":id/appraisal") view=|| room(Room::Appraisal)/>
            <Route path=path!(":id/after-work") view=|| room(Room::AfterWork)/>
            <Route path=path!(":id/offline") view=|| room(Room::Hall)/>
            <Route path=path!(":id/check-in") view=|| room(Room::CheckInScreen)/>
            <ParentRoute path=path!("") view=|| room(Room::Meetings)>
                <Route path=path!("") view=|| ()/>
                <Route path=path!(":id") view=|| room(Room::Meeting)/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
