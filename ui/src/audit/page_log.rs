//! `/audit`: who did what, when, from where; of the whole subtree or of one organisation (`?org=`).

use crate::api;
use crate::kit::{Chip, Empty, Frame, IconName, PageHead, Tone, use_frame, use_load, use_now};
use crate::orgs::OrgPicker;
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::org::OrgRow;
use gsdj_domain::{Instant, OrgId};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The page.
#[component]
pub fn AuditLog() -> impl IntoView {
    view! { <Only permission=Permission::ReadAudit><LogPage/></Only> }
}

#[component]
fn LogPage() -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let org = Memo::new(move |_| query.read().get("org").and_then(|o| o.parse().ok()).map(OrgId));
    let list = use_paged(move |cursor| api::audit::list(org.get(), cursor), &[]);
    let go = StoredValue::new(use_navigate());
    let picking = RwSignal::new(false);
    let choose = move |row: OrgRow| go.with_value(|go| go(&format!("/audit?org={}", row.id), Default::default()));
    let name = use_load(
        move || {
            let id = org.get();
            async move {
                match id {
                    Some(id) => {
                        api::branch::org(id).await.map(|o| api::Fetched { data: Some(o.data.name), age: o.age })
                    }
                    None => Ok(api::Fetched { data: None, age: None }),
                }
            }
        },
        &[],
    );
    let label = move || name.data().get().flatten().unwrap_or_else(|| "全部组织".into());
    let empty = move || view! { <Empty icon=IconName::Paper title="没有记录" text="登录、修改、通知、审核等操作会自动记在这里。"/> };
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="操作日志" back="/home"/>
                <div class="chips">
                    <button type="button" class="chip-button" aria-haspopup="dialog" on:click=move |_| picking.set(true)>{label}</button>
                    <Show when=move || org.get().is_some()><a class="chip-button" href="/audit">"看全部"</a></Show>
                    <a class="chip-button" href="/manual/audit">"怎么用"</a>
                </div>
                <FreshList list=list empty=empty>
                    {move || if frame.get() == Frame::Computer {
                        view! { <Log rows=list.rows/> }.into_any()
                    } else {
                        view! { <LogLines rows=list.rows/> }.into_any()
                    }}
                </FreshList>
                <MoreRows list=list/>
                <OrgPicker open=picking on_pick=choose/>
            </div>
        </Workbench>
    }
}

/// Failed and irreversible deeds stand out, by tone and by their own word.
const fn tone(deed: Deed) -> Tone {
    match deed {
        Deed::SignInFailed => Tone::Bad,
        Deed::MeetingCancelled
        | Deed::PasswordReset
        | Deed::Returned
        | Deed::PostReturned
        | Deed::MembersExported
        | Deed::CheckInUndone
        | Deed::PackTaken
        | Deed::DisclosureWithdrawn
        | Deed::DisclosureCorrected
        | Deed::ExperienceTakenDown
        | Deed::CommentRemoved
        | Deed::Urged
        | Deed::PointsPolicySet
        | Deed::PointsExported
        | Deed::ArticleDiscarded
        | Deed::ArticleWithdrawn
        | Deed::EditorRemoved
        | Deed::QuestionsExported
        | Deed::ExamWithdrawn
        | Deed::CourseWithdrawn
        | Deed::CourseDeleted
        | Deed::LessonDeleted => Tone::Warn,
        Deed::Approved | Deed::PostGranted => Tone::Ok,
        Deed::SignIn
        | Deed::SignOut
        | Deed::PasswordChanged
        | Deed::RegistrySync
        | Deed::OverviewChanged
        | Deed::ArticleWritten
        | Deed::ArticlePinned
        | Deed::ColumnsChanged
        | Deed::TopicAdded
        | Deed::EditorAppointed
        | Deed::LinksChanged
        | Deed::CommentDecided
        | Deed::CommitteeChanged
        | Deed::GroupsChanged
        | Deed::PostAsked
        | Deed::MeetingCreated
        | Deed::MeetingEdited
        | Deed::NoticeSent
        | Deed::PreNoticeSent
        | Deed::OutlineHandedIn
        | Deed::MaterialsSubmitted
        | Deed::BallotClosed
        | Deed::AppraisalUploaded
        | Deed::AfterWorkUploaded
        | Deed::Reminded
        | Deed::Answered
        | Deed::RecordUploaded
        | Deed::RecordExported
        | Deed::Submitted
        | Deed::Withdrawn
        | Deed::CheckedIn
        | Deed::CheckInSet
        | Deed::GuestDecided
        | Deed::ReceiptsUploaded
        | Deed::ProxyRegistered
        | Deed::ProxyRevoked
        | Deed::CardIssued
        | Deed::CardRevoked
        | Deed::FileUploaded
        | Deed::CalendarOpened
        | Deed::CalendarClosed
        | Deed::DisclosureCreated
        | Deed::DisclosureEdited
        | Deed::ExperienceWritten
        | Deed::ExperienceDeleted
        | Deed::Commented
        | Deed::UrgeSettled
        | Deed::FiledRead
        | Deed::StandardTicked
        | Deed::QuestionWritten
        | Deed::QuestionsImported
        | Deed::ExamWritten
        | Deed::ExamDeleted
        | Deed::ExamPublished
        | Deed::CourseWritten
        | Deed::CoursePublished
        | Deed::CourseRecommended
        | Deed::LessonWritten
        | Deed::GroupStudyBegun
        | Deed::GroupStudyPeopleSet
        | Deed::GroupStudyEnded
        | Deed::ChannelSet
        | Deed::ChannelRemoved
        | Deed::ProgrammeSet
        | Deed::ProgrammeRemoved
        | Deed::ProgrammesPasted
        | Deed::WorkWritten
        | Deed::WorkImported
        | Deed::WorkPublished
        | Deed::WorkWithdrawn
        | Deed::WorkDeleted => Tone::Plain,
    }
}

#[component]
fn Log(rows: RwSignal<Vec<AuditEntry>>) -> impl IntoView {
    let now = use_now();
    let line = move |e: AuditEntry| {
        view! {
            <tr>
                <td class="tight" title=e.at.written()>{e.at.spoken(now.get())}</td>
                <td>{e.who}<span class="cell-note">{e.org}</span></td>
                <td class="tight"><Chip tone=tone(e.deed)>{e.deed.label()}</Chip></td>
                <td>{e.what}</td>
                <td class="tight muted">{e.from}</td>
            </tr>
        }
    };
    view! {
        <table class="grid-table">
            <caption class="sr-only">"操作日志，从新到旧"</caption>
            <thead>
                <tr>
                    <th scope="col">"时间"</th>
                    <th scope="col">"谁"</th>
                    <th scope="col">"做了什么"</th>
                    <th scope="col">"对象"</th>
                    <th scope="col">"从哪里"</th>
                </tr>
            </thead>
            <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn LogLines(rows: RwSignal<Vec<AuditEntry>>) -> impl IntoView {
    let now = use_now();
    let line = |e: AuditEntry, now: Instant| {
        view! {
            <li class="person">
                <span class="grow">
                    <b>{e.who}</b>
                    " "
                    <Chip tone=tone(e.deed)>{e.deed.label()}</Chip>
                    <span class="person-note">{format!("{}｜{}｜{}｜{}", e.what, e.at.spoken(now), e.org, e.from)}</span>
                </span>
            </li>
        }
    };
    view! { <ul class="people panel">{move || rows.get().into_iter().map(|e| line(e, now.get())).collect_view()}</ul> }
}
