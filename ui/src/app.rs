//! The addresses and the pages they lead to.

use crate::account::{MePage, SignInPage};
use crate::api::session;
use crate::frame::Framed;
use crate::guide::Guide;
use crate::home::HomePage;
use crate::inbox::InboxPage;
use crate::later::ServicesPage;
use crate::lost::NotFound;
use crate::rooms::{Reading, Room, page};
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
            <Route path=path!("/password") view=page(Room::Password)/>
            <Route path=path!("/server") view=page(Room::Server)/>
            <Route path=path!("/verify") view=page(Room::Verify)/>
            <Route path=path!("/search") view=page(Reading::Search)/>
            <Route path=path!("/manual") view=page(Reading::Manual)/>
            <Route path=path!("/manual/:page") view=page(Reading::ManualPage)/>
            <Route path=path!("/scan") view=page(Room::Scan)/>
            <Route path=path!("/check-in/:meeting") view=page(Room::CheckIn)/>
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
            <Route path=path!("sessions") view=page(Room::Sessions)/>
            <Route path=path!("points") view=page(Room::Points)/>
            <Route path=path!("points/sheet") view=page(Room::MySheet)/>
            <Route path=path!("favourites") view=page(Room::Favourites)/>
            <Route path=path!("downloads") view=page(Room::Downloads)/>
            <Route path=path!("outbox") view=page(Room::Outbox)/>
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
            <Route path=path!("/branch") view=page(Room::Branch)/>
            <Route path=path!("/branch/overview") view=page(Room::Overview)/>
            <Route path=path!("/branch/committee") view=page(Room::Committee)/>
            <Route path=path!("/branch/groups") view=page(Room::Groups)/>
            <Route path=path!("/branch/members") view=page(Room::Members)/>
            <Route path=path!("/posts") view=page(Room::Posts)/>
            <Route path=path!("/branch/calendar") view=page(Room::Calendar)/>
            <Route path=path!("/members") view=page(Room::Roll)/>
            <Route path=path!("/branch/members/:id/card") view=page(Room::MemberCard)/>
            <Route path=path!("/branch/proxies") view=page(Room::Proxies)/>
            <Route path=path!("/branch/elsewhere") view=page(Room::Elsewhere)/>
            <Route path=path!("/orgs") view=page(Room::Orgs)/>
            <Route path=path!("/orgs/terms") view=page(Room::Terms)/>
            <Route path=path!("/orgs/:id") view=page(Room::Org)/>
            <Route path=path!("/workbench") view=page(Room::Workbench)/>
            <Route path=path!("/reviews") view=page(Room::Reviews)/>
            <Route path=path!("/audit") view=page(Room::Audit)/>
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
            <Route path=path!("/disclosures") view=page(Room::Disclosures)/>
            <Route path=path!("/disclosures/new") view=page(Room::NewDisclosure)/>
            <Route path=path!("/disclosures/:id") view=page(Room::Disclosure)/>
            <Route path=path!("/disclosures/:id/edit") view=page(Room::EditDisclosure)/>
            <Route path=path!("/experiences") view=page(Room::Experiences)/>
            <Route path=path!("/experiences/new") view=page(Room::NewExperience)/>
            <Route path=path!("/experiences/:id") view=page(Room::Experience)/>
            <Route path=path!("/experiences/:id/edit") view=page(Room::EditExperience)/>
            <Route path=path!("/urges") view=page(Room::Urges)/>
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
            <Route path=path!("") view=page(Room::ExamHome)/>
            <Route path=path!("sittings/:id") view=page(Room::Sitting)/>
            <Route path=path!("history") view=page(Room::ExamHistory)/>
            <Route path=path!("wrong") view=page(Room::WrongBook)/>
            <Route path=path!("bank") view=page(Room::Bank)/>
            <Route path=path!("bank/new") view=page(Room::NewQuestion)/>
            <Route path=path!("bank/import") view=page(Room::ImportQuestions)/>
            <Route path=path!("bank/:id") view=page(Room::EditQuestion)/>
            <Route path=path!("papers") view=page(Room::Exams)/>
            <Route path=path!("papers/new") view=page(Room::NewExam)/>
            <Route path=path!("papers/:id") view=page(Room::EditExam)/>
            <Route path=path!("results") view=page(Room::ExamResults)/>
            <Route path=path!("results/:id") view=page(Room::ExamResult)/>
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
            <Route path=path!("/shortcuts") view=page(Room::Shortcuts)/>
            <Route path=path!("/programmes") view=page(Room::Programmes)/>
            <Route path=path!("/programmes/edit") view=page(Room::EditProgrammes)/>
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
            <Route path=path!("/desk") view=page(Room::Desk)/>
            <Route path=path!("/desk/new") view=page(Room::NewArticle)/>
            <Route path=path!("/desk/columns") view=page(Room::DeskColumns)/>
            <Route path=path!("/desk/links") view=page(Room::DeskLinks)/>
            <Route path=path!("/desk/:id") view=page(Room::DeskArticle)/>
            <Route path=path!("/desk/:id/edit") view=page(Room::EditArticle)/>
            <Route path=path!("/desk/:id/versions") view=page(Room::ArticleVersions)/>
            <Route path=path!("/editors") view=page(Room::Editors)/>
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
            <Route path=path!("/standards") view=page(Room::Standards)/>
            <Route path=path!("/standards/:field") view=page(Room::FieldStandard)/>
            <Route path=path!("/branch/standards") view=page(Room::OwnCheck)/>
            <Route path=path!("/orgs/:id/standards") view=page(Room::CheckOfOrg)/>
            <Route path=path!("/workbench/standards") view=page(Room::CheckList)/>
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
            <Route path=path!("/points/rules") view=page(Room::PointRules)/>
            <Route path=path!("/points/policy") view=page(Room::PointsPolicy)/>
            <Route path=path!("/rankings") view=page(Room::Rankings)/>
            <Route path=path!("/branch/points") view=page(Room::BranchPoints)/>
            <Route path=path!("/orgs/:id/points") view=page(Room::PointsOfOrg)/>
            <Route path=path!("/members/:id/points") view=page(Room::SheetOfMember)/>
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
            <Route path=path!("/news") view=page(Reading::News)/>
            <Route path=path!("/sites/:code") view=page(Reading::Site)/>
            <Route path=path!("/columns/:id") view=page(Reading::Column)/>
            <Route path=path!("/articles/:id") view=page(Reading::Article)/>
            <Route path=path!("/learning") view=page(Reading::Learning)/>
            <Route path=path!("/portals") view=page(Reading::Portals)/>
            <Route path=path!("/comments/:id") view=page(Room::Remark)/>
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
            <Route path=path!("/learning/centre") view=page(Reading::LearningHome)/>
            <Route path=path!("/learning/courses") view=page(Reading::Courses)/>
            <Route path=path!("/learning/courses/:id") view=page(Reading::Course)/>
            <Route path=path!("/learning/courses/:id/certificate") view=page(Room::Certificate)/>
            <Route path=path!("/learning/topics") view=page(Reading::Topics)/>
            <Route path=path!("/learning/chosen") view=page(Room::Chosen)/>
            <Route path=path!("/learning/lessons/:id") view=page(Reading::Lesson)/>
            <Route path=path!("/learning/manage") view=page(Room::ManageCourses)/>
            <Route path=path!("/learning/manage/new") view=page(Room::NewCourse)/>
            <Route path=path!("/learning/manage/:id") view=page(Room::EditCourse)/>
            <Route path=path!("/learning/manage/:id/lessons/new") view=page(Room::NewLesson)/>
            <Route path=path!("/learning/manage/lessons/:id") view=page(Room::EditLesson)/>
            <Route path=path!("/learning/group-studies") view=page(Room::GroupStudies)/>
            <Route path=path!("/learning/group-studies/new") view=page(Room::NewGroupStudy)/>
            <Route path=path!("/learning/group-studies/:id") view=page(Room::GroupStudyScreen)/>
            <Route path=path!("/learning/group-studies/:id/answer") view=page(Room::GroupAnswer)/>
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
            <Route path=path!("") view=page(Room::Library)/>
            <Route path=path!("shelf") view=page(Room::Bookshelf)/>
            <Route path=path!("works/:id") view=page(Room::Work)/>
            <Route path=path!("works/:id/read") view=page(Room::Read)/>
            <Route path=path!("desk") view=page(Room::LibraryDesk)/>
            <Route path=path!("desk/:id") view=page(Room::DeskWork)/>
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
            <Route path=path!("new") view=page(Room::NewMeeting)/>
            <Route path=path!(":id/edit") view=page(Room::EditMeeting)/>
            <Route path=path!(":id/record") view=page(Room::Record)/>
            <Route path=path!(":id/materials") view=page(Room::Materials)/>
            <Route path=path!(":id/appraisal") view=page(Room::Appraisal)/>
            <Route path=path!(":id/after-work") view=page(Room::AfterWork)/>
            <Route path=path!(":id/offline") view=page(Room::Hall)/>
            <Route path=path!(":id/check-in") view=page(Room::CheckInScreen)/>
            <ParentRoute path=path!("") view=page(Room::Meetings)>
                <Route path=path!("") view=|| ()/>
                <Route path=path!(":id") view=page(Room::Meeting)/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
