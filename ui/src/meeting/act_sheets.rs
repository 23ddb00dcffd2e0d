//! What opens when an act is chosen: a sheet, a question, or the page it is done on; and the doing.

use super::deeds::Deed;
use super::model::acts::{handing_in, label};
use super::parts::sheets::{CANCEL, NoticeSheet, Question, RETURN, ReasonSheet, SureSheet};
use crate::kit::{Tone, toast, use_save};
use gsdj_domain::meeting::{Act, MeetingView, Step};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// One open flag an act that asks something first.
#[derive(Clone, Copy)]
struct Open {
    notice: RwSignal<bool>,
    before: RwSignal<bool>,
    cancel: RwSignal<bool>,
    back: RwSignal<bool>,
    sure: RwSignal<bool>,
}

impl Open {
    fn close(self) {
        for flag in [self.notice, self.before, self.cancel, self.back, self.sure] {
            flag.set(false);
        }
    }
}

/// The sheets; `chosen` is taken and emptied, `busy` follows the call.
#[component]
pub fn ActSheets(view: Signal<MeetingView>, chosen: RwSignal<Option<Act>>, busy: RwSignal<bool>) -> impl IntoView {
    let open = Open {
        notice: RwSignal::new(false),
        before: RwSignal::new(false),
        cancel: RwSignal::new(false),
        back: RwSignal::new(false),
        sure: RwSignal::new(false),
    };
    let asked = RwSignal::new(None::<Act>);
    let id = view.with_untracked(|v| v.row.id);
    let save = use_save(move |deed: Deed, key| async move {
        let said = deed.done();
        deed.perform(id, key).await?;
        open.close();
        toast::show(Tone::Ok, said);
        Ok(())
    });
    Effect::new(move |_| busy.set(save.pending().get()));
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let go = use_navigate();
    Effect::new(move |_| {
        let Some(act) = chosen.get() else { return };
        chosen.set(None);
        match act {
            Act::SendNotice => open.notice.set(true),
            Act::SendPreNotice => open.before.set(true),
            Act::Cancel => open.cancel.set(true),
            Act::Return => open.back.set(true),
            Act::Edit => go(&format!("/meetings/{id}/edit"), Default::default()),
            Act::UploadRecord => go(&format!("/meetings/{id}/record"), Default::default()),
            Act::SubmitMaterials => go(&format!("/meetings/{id}/materials"), Default::default()),
            Act::UploadAppraisal => go(&format!("/meetings/{id}/appraisal"), Default::default()),
            Act::UploadAfterWork => go(&format!("/meetings/{id}/after-work"), Default::default()),
            Act::Submit | Act::Withdraw | Act::Approve | Act::CloseBallot => {
                asked.set(Some(act));
                open.sure.set(true);
            }
            Act::Remind => save.go(Deed::Remind),
            // what members do has cards of its own
            Act::Answer | Act::UploadOutline | Act::Appraise => {}
        }
    });
    // what fails without a sheet of its own is said where everybody sees it
    Effect::new(move |_| {
        let anywhere = open.notice.get_untracked()
            || open.before.get_untracked()
            || open.cancel.get_untracked()
            || open.back.get_untracked()
            || open.sure.get_untracked();
        if let Some(sentence) = error.get().filter(|_| !anywhere) {
            toast::show(Tone::Bad, sentence);
        }
    });
    let people = Memo::new(move |_| view.with(|v| v.people.clone()));
    let question = Signal::derive(move || asked.get().map(|act| view.with(|v| sure(act, v))).unwrap_or_default());
    let yes = move || {
        if let Some(deed) = asked.get_untracked().and_then(plain) {
            save.go(deed);
        }
    };
    view! {
        <NoticeSheet open=open.before before=true people=people busy=busy error=error on_send=move |members| save.go(Deed::PreNotice(members))/>
        <NoticeSheet open=open.notice people=people busy=busy error=error on_send=move |members| save.go(Deed::Notice(members))/>
        <ReasonSheet open=open.cancel ask=CANCEL busy=busy error=error on_send=move |reason| save.go(Deed::Cancel(reason))/>
        <ReasonSheet open=open.back ask=RETURN busy=busy error=error on_send=move |reason| save.go(Deed::Return(reason))/>
        <SureSheet open=open.sure question=question busy=busy error=error on_yes=yes/>
    }
}

/// The deed of an act that needs no words.
const fn plain(act: Act) -> Option<Deed> {
    match act {
        Act::Submit => Some(Deed::Submit),
        Act::Withdraw => Some(Deed::Withdraw),
        Act::Approve => Some(Deed::Approve),
        Act::CloseBallot => Some(Deed::CloseBallot),
        Act::Edit
        | Act::Cancel
        | Act::SendPreNotice
        | Act::UploadOutline
        | Act::SubmitMaterials
        | Act::SendNotice
        | Act::Remind
        | Act::Answer
        | Act::UploadRecord
        | Act::Appraise
        | Act::UploadAppraisal
        | Act::UploadAfterWork
        | Act::Return => None,
    }
}

/// The question before an act.
fn sure(act: Act, view: &MeetingView) -> Question {
    let name = label(act, view);
    let text = match act {
        Act::Submit if handing_in(view) == Step::SubmitForReview => {
            "报审后由直接上级党组织审核；上级查看之前可以撤回。"
        }
        Act::Submit if handing_in(view) == Step::SubmitForApproval => {
            "报批后由直接上级党组织审批；上级查看之前可以撤回。审批通过后再发正式通知。"
        }
        Act::Withdraw | Act::Approve if view.step == Step::Approve => {
            if act == Act::Approve {
                "通过后，支部可以发正式通知、按期召开会议。"
            } else {
                "撤回后可以修改会议材料，再次报批。"
            }
        }
        Act::CloseBallot => "结束后不能再投票，互评结果随即可以查看；此后由支部评定等次。",
        Act::Submit if handing_in(view) == Step::File => "报备后会议完成，上级党组织可以查阅，会议记录不能再改。",
        Act::Submit => "确认后会议完成，会议记录不能再改。",
        Act::Withdraw => "撤回后可以修改会议记录，再次报审。",
        Act::Approve => "通过后会议完成，会议记录不能再改。",
        Act::Edit
        | Act::Cancel
        | Act::SendPreNotice
        | Act::UploadOutline
        | Act::SubmitMaterials
        | Act::SendNotice
        | Act::Remind
        | Act::Answer
        | Act::UploadRecord
        | Act::Appraise
        | Act::UploadAppraisal
        | Act::UploadAfterWork
        | Act::Return => "",
    };
    Question { title: format!("{name}？"), text: text.into(), yes: name }
}
