//! The addresses and the pages they lead to.

use crate::account::{MePage, PasswordPage, SessionsPage, SignInPage};
use crate::api::session;
use crate::audit::AuditLog;
use crate::branch::{BranchHome, CommitteePage, MembersPage, OverviewPage};
use crate::frame::Framed;
use crate::guide::Guide;
use crate::home::HomePage;
use crate::inbox::InboxPage;
use crate::later::{LearningPage, NewsPage, ServicesPage};
use crate::lost::NotFound;
use crate::manual::{ManualHome, ManualPage};
use crate::meeting::{EditMeeting, MeetingPane, Meetings, NewMeeting, RecordPage};
use crate::orgs::{OrgPage, OrgTree};
use crate::points::MyPointsPage;
use crate::review::Reviews;
use crate::shell::{OutboxPage, ServerPage, ShellGate};
use crate::workbench::WorkbenchEntry;
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{MatchNestedRoutes, any_nested_route::IntoAnyNestedRoute, path};

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
            <Route path=path!("/password") view=PasswordPage/>
            <Route path=path!("/inbox") view=InboxPage/>
            <Route path=path!("/learning") view=LearningPage/>
            <Route path=path!("/services") view=ServicesPage/>
            <Route path=path!("/news") view=NewsPage/>
            <Route path=path!("/server") view=ServerPage/>
            <Route path=path!("/manual") view=ManualHome/>
            <Route path=path!("/manual/:page") view=ManualPage/>
            <Own/>
            <Branches/>
            <MeetingPages/>
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
        <ParentRoute path=path!("/me") view=leptos_router::components::Outlet>
            <Route path=path!("") view=MePage/>
            <Route path=path!("sessions") view=SessionsPage/>
            <Route path=path!("points") view=MyPointsPage/>
            <Route path=path!("outbox") view=OutboxPage/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Organisations and their people.
#[component(transparent)]
fn Branches() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=leptos_router::components::Outlet>
            <Route path=path!("/branch") view=BranchHome/>
            <Route path=path!("/branch/overview") view=OverviewPage/>
            <Route path=path!("/branch/committee") view=CommitteePage/>
            <Route path=path!("/branch/members") view=MembersPage/>
            <Route path=path!("/orgs") view=OrgTree/>
            <Route path=path!("/orgs/:id") view=OrgPage/>
            <Route path=path!("/workbench") view=WorkbenchEntry/>
            <Route path=path!("/reviews") view=Reviews/>
            <Route path=path!("/audit") view=AuditLog/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Meetings; the list stays beside the one that is open.
#[component(transparent)]
fn MeetingPages() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/meetings") view=leptos_router::components::Outlet>
            <Route path=path!("new") view=NewMeeting/>
            <Route path=path!(":id/edit") view=EditMeeting/>
            <Route path=path!(":id/record") view=RecordPage/>
            <ParentRoute path=path!("") view=Meetings>
                <Route path=path!("") view=|| ()/>
                <Route path=path!(":id") view=MeetingPane/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
