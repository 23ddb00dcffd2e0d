//! `/meetings/:id`: one meeting, whole. Beside the list on the computer, alone on the phone and the television.

use super::act_sheets::ActSheets;
use super::life::appraise::AppraiseCard;
use super::life::outlines::{OutlineCard, OutlinesPanel};
use super::life::papers::Paper;
use super::life::results::AppraisalText;
use super::list_parts::Wide;
use super::model::acts::plan;
use super::model::people::Show as ShowWho;
use super::model::tally::{excluded_sentence, spoken};
use super::model::why::{Asker, why};
use super::parts::acts_bar::ActsBar;
use super::parts::answer_card::AnswerCard;
use super::parts::facts::{Facts, StageChip};
use super::parts::people_list::PeopleList;
use super::parts::quorum_panel::QuorumText;
use super::parts::record_view::RecordText;
use super::parts::rounds::Rounds;
use super::parts::tally_bar::TallyBar;
use super::parts::why_card::WhyCard;
use crate::api;
use crate::archive::Exports;
use crate::check_in::CheckInPanel;
use crate::kit::{Frame, Icon, IconName, Loaded, PageHead, Timeline, can, use_frame, use_id, use_load, use_now};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::LifeView;
use gsdj_domain::meeting::life::PaperView;
use gsdj_domain::meeting::{Act, MeetingView, Step};
use gsdj_domain::routes::Tag;
use gsdj_domain::{Instant, MeetingId};
use leptos::prelude::*;

/// The page; drawn anew for another meeting.
#[component]
pub fn MeetingPane() -> impl IntoView {
    let id = use_id(MeetingId);
    move || match id.get() {
        Some(id) => view! { <One id=id/> }.into_any(),
        None => view! { <p class="muted">"没有这个会议"</p> }.into_any(),
    }
}

#[component]
fn One(id: MeetingId) -> impl IntoView {
    let load = use_load(move || api::meeting::view(id), &[Tag::Meetings]);
    let waiting = move || load.data().with(Option::is_none);
    view! {
        {move || waiting().then(|| view! { <PageHead title="会议" back="/meetings"/> })}
        <Loaded load=load view={move |view: Signal<MeetingView>| view! { <Whole view=view/> }}/>
    }
}

/// The meeting; each section follows what it shows, so an answer coming in moves the bar and nothing else.
#[component]
fn Whole(#[prop(into)] view: Signal<MeetingView>) -> impl IntoView {
    let now = use_now();
    let frame = use_frame();
    let asker = use_asker();
    let row = Memo::new(move |_| view.with(|v| v.row.clone()));
    let tally = Memo::new(move |_| row.with(|r| r.tally));
    let excluded = Memo::new(move |_| view.with(|v| excluded_sentence(&v.row.tally, &v.people)));
    let card = Memo::new(move |_| {
        let card = view.with(|v| why(v, asker.get(), now.get()));
        // nothing is done on the television: what is advised there is only read
        card.map(|c| if frame.get() == Frame::Tv { c.read_only() } else { c })
    });
    let acts = Memo::new(move |_| if frame.get() == Frame::Tv { Default::default() } else { view.with(plan) });
    let asked = Memo::new(move |_| view.with(|v| v.acts.iter().any(|s| s.act == Act::Answer)));
    // before the formal notice there is nothing to answer yet
    let answerable = Memo::new(move |_| view.with(|v| !v.row.kind.row().before(v.step, Step::Answer)));
    let id = row.with_untracked(|r| r.id);
    let chosen = RwSignal::new(None::<Act>);
    let busy = RwSignal::new(false);
    let on_act = Callback::new(move |act| chosen.set(Some(act)));
    view! {
        <article class="meeting">
            <Head view=view/>
            <p class="sr-only" aria-live="polite">{move || tally.with(spoken)}</p>
            <Show when=move || asked.get() && answerable.get() && frame.get() != Frame::Tv><AnswerCard view=view now=now/></Show>
            <MemberCards view=view now=now/>
            <CheckInPanel id=id stop=Signal::derive(tv_stop())/>
            <section class="panel" tabindex=tv_stop()><Facts row=row now=now/></section>
            <section class="panel" tabindex=tv_stop()><TallyBar tally=tally excluded=excluded/></section>
            <WhyCard why=card on_act=on_act/>
            <section class="panel" tabindex=tv_stop()>
                <h2 class="panel-title">"进程"</h2>
                <Steps view=view/>
            </section>
            <QuorumPanel view=view/>
            <Agenda view=view/>
            <LifePanels view=view/>
            <RecordPanel view=view/>
            <PeoplePanel view=view/>
            <RoundsPanel view=view/>
            <p class="small"><a class="link" href=move || row.with(|r| manual_page(r.kind.code()))>"怎么用：这类会议的步骤"</a></p>
            <ActsBar plan=acts busy=busy on_act=on_act/>
            <ActSheets view=view chosen=chosen busy=busy/>
        </article>
    }
}

/// On the television the parts are stops of the remote, so that one can get to every part of the page; elsewhere not.
fn tv_stop() -> impl Fn() -> Option<&'static str> + Clone + Send + Sync {
    let frame = use_frame();
    move || (frame.get() == Frame::Tv).then_some("0")
}

fn manual_page(code: &str) -> String {
    format!("/manual/kind-{}", code.replace('_', "-"))
}

/// Who looks at it: the branch that holds it, somebody above, a member.
fn use_asker() -> Memo<Asker> {
    let (manages, reviews) = (can(Permission::ManageMeetings), can(Permission::ReviewMeetings));
    Memo::new(move |_| match (manages.get(), reviews.get()) {
        (true, _) => Asker::Branch,
        (false, true) => Asker::Superior,
        (false, false) => Asker::Member,
    })
}

#[component]
fn Head(view: Signal<MeetingView>) -> impl IntoView {
    let frame = use_frame();
    let wide = use_context::<Wide>();
    let title = Memo::new(move |_| view.with(|v| v.row.title.clone()));
    let stage = Memo::new(move |_| view.with(|v| v.row.stage));
    let kind = view.with_untracked(|v| v.row.kind);
    view! {
        <header>
            {move || view! { <PageHead title=title.get() back="/meetings"/> }}
            <div class="row wrap">
                {move || view! { <StageChip stage=stage.get()/> }}
                <span class="muted small grow">{kind.label()}</span>
                <Show when=move || frame.get() == Frame::Computer && wide.is_some()>
                    {wide.map(|Wide(wide)| view! {
                        <button type="button" class="icon-button" aria-pressed=move || wide.get().to_string()
                            title="展开或收起" aria-label="展开详情" on:click=move |_| wide.update(|w| *w = !*w)>
                            <Icon name=IconName::Expand/>
                        </button>
                    })}
                </Show>
            </div>
        </header>
    }
}

/// What a member does beside answering: their outline, their appraisal.
#[component]
fn MemberCards(#[prop(into)] view: Signal<MeetingView>, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let frame = use_frame();
    let knows = move |act: Act| view.with(|v| v.acts.iter().any(|s| s.act == act)) && frame.get() != Frame::Tv;
    let outlines = Memo::new(move |_| knows(Act::UploadOutline));
    let appraises = Memo::new(move |_| knows(Act::Appraise));
    view! {
        <Show when=move || outlines.get()><OutlineCard view=view now=now/></Show>
        <Show when=move || appraises.get()><AppraiseCard view=view/></Show>
    }
}

#[component]
fn QuorumPanel(view: Signal<MeetingView>) -> impl IntoView {
    let now = use_now();
    let quorum = Memo::new(move |_| view.with(|v| v.quorum.clone()));
    move || {
        quorum.get().map(|quorum| {
            view! {
                <section class="panel" tabindex=tv_stop()>
                    <h2 class="panel-title">"会议和表决是否有效"</h2>
                    <QuorumText quorum=quorum now=now/>
                </section>
            }
        })
    }
}

/// Outlines, materials, appraisal and after-meeting work, as far as there are any.
#[component]
fn LifePanels(view: Signal<MeetingView>) -> impl IntoView {
    let now = use_now();
    let asker = use_asker();
    let manages = Signal::derive(move || asker.get() == Asker::Branch);
    let outlines = Memo::new(move |_| {
        asker.get() != Asker::Member && view.with(|v| v.life.as_ref().is_some_and(|l| !l.outlines.is_empty()))
    });
    let part = move |title: &'static str, pick: fn(&LifeView) -> Option<PaperView>| {
        let paper = Memo::new(move |_| view.with(|v| v.life.as_ref().and_then(pick)));
        move || {
            paper.get().map(
                |p| view! { <section class="panel" tabindex=tv_stop()><Paper title=title paper=p now=now/></section> },
            )
        }
    };
    let appraisal = Memo::new(move |_| {
        let seen = view.with(|v| v.life.as_ref().and_then(|l| l.appraisal.clone()));
        seen.filter(|a| {
            asker.get() != Asker::Member && a.rows.iter().any(|r| r.own.is_some() || r.grade.is_some() || a.voted > 0)
        })
    });
    view! {
        <Show when=move || outlines.get()><section class="panel" tabindex=tv_stop()><OutlinesPanel view=view manages=manages/></section></Show>
        {part("会议材料", |l| l.materials.clone())}
        {move || appraisal.get().map(|a| view! {
            <section class="panel" tabindex=tv_stop()><h2 class="panel-title">"民主评议"</h2><AppraisalText appraisal=a/></section>
        })}
        {part("会后工作", |l| l.after_work.clone())}
    }
}

#[component]
fn Agenda(view: Signal<MeetingView>) -> impl IntoView {
    let agenda = Memo::new(move |_| view.with(|v| v.agenda.clone()));
    move || {
        let text = agenda.get();
        (!text.trim().is_empty()).then(|| {
            view! {
                <section class="panel" tabindex=tv_stop()>
                    <h2 class="panel-title">"议程"</h2>
                    <div class="reading">{text.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()}</div>
                </section>
            }
        })
    }
}

#[component]
fn RecordPanel(view: Signal<MeetingView>) -> impl IntoView {
    let now = use_now();
    let frame = use_frame();
    let record = Memo::new(move |_| view.with(|v| v.record.clone()));
    let id = view.with_untracked(|v| v.row.id);
    move || {
        record.get().map(|record| {
            view! {
                <section class="panel" tabindex=tv_stop()>
                    <h2 class="panel-title">"会议记录"</h2>
                    <RecordText record=record now=now/>
                    <Show when=move || frame.get() != Frame::Tv><Exports meeting=id/></Show>
                </section>
            }
        })
    }
}

#[component]
fn PeoplePanel(view: Signal<MeetingView>) -> impl IntoView {
    let now = use_now();
    let people = Memo::new(move |_| view.with(|v| v.people.clone()));
    let show = RwSignal::new(ShowWho::All);
    let q = RwSignal::new(String::new());
    // a member sees themselves only: that is what the answer card says already
    let many = Memo::new(move |_| people.with(|p| p.len() > 1));
    view! {
        <Show when=move || many.get()>
            <section class="panel" tabindex=tv_stop()>
                <h2 class="panel-title">"人员"</h2>
                <PeopleList people=people now=now show=show q=q/>
            </section>
        </Show>
    }
}

#[component]
fn RoundsPanel(view: Signal<MeetingView>) -> impl IntoView {
    let now = use_now();
    let rounds = Memo::new(move |_| view.with(|v| v.rounds.clone()));
    view! {
        <Show when=move || rounds.with(|r| !r.is_empty())>
            <section class="panel" tabindex=tv_stop()>
                <h2 class="panel-title">"审核经过"</h2>
                <Rounds rounds=rounds now=now/>
            </section>
        </Show>
    }
}

#[component]
fn Steps(view: Signal<MeetingView>) -> impl IntoView {
    let steps = Memo::new(move |_| view.with(|v| v.timeline.clone()));
    move || view! { <Timeline steps=steps.get()/> }
}
