//! The record (会议记录, FEATURES 3.10, 3.11): text, who was present, photos, attachments.

use super::create::{nudge, own, titled};
use super::{store, view};
use crate::app::App;
use crate::error::Result;
use crate::http::{Act as ActBody, Allowed, Caller, PathId, WriteProblems, needs};
use crate::store::Conn;
use crate::{archive, audit, file};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gsdj_domain::archive::{TextFormat, rich};
use gsdj_domain::audit::Deed;
use gsdj_domain::file::FileRefusal;
use gsdj_domain::meeting::{
    Act, Attendee, MeetingRefusal, MeetingView, Motion, Quorum, RecordForm, Step, form, quorum, share,
};
use gsdj_domain::refusal::check_text;
use gsdj_domain::{Instant, MeetingId, MemberId, Refusal};
use std::collections::BTreeSet;

/// Upload the record, or change it while it is not handed in.
#[utoipa::path(put, path = "/api/meetings/{id}/record", tag = "meeting", params(("id" = MeetingId, Path)), request_body = RecordForm,
    responses((status = 200, body = MeetingView), WriteProblems))]
pub(super) async fn put(
    State(app): State<App>,
    who: Allowed<needs::ManageMeetings>,
    PathId(id): PathId<MeetingId>,
    act: ActBody<RecordForm>,
) -> Result<Response> {
    let (caller, form) = (who.clone(), act.form);
    app.write_once(&who, act.once, StatusCode::OK, move |c, now| {
        save(c, &caller, id, &form, now)?;
        view::of(c, &caller, id, now)
    })
    .await
}

/// Saves the record and computes the actual share.
///
/// # Errors
/// When it is too early, the text is missing, somebody was not expected, too few were present, or a file is not ours.
pub fn save(c: &mut Conn<'_>, who: &Caller, id: MeetingId, record: &RecordForm, now: Instant) -> Result<()> {
    let stored = own(c, who, id)?;
    stored.rules.allow(Act::UploadRecord, now)?;
    let present: BTreeSet<MemberId> = record.present.iter().copied().collect();
    let people = store::people(c, id)?;
    let mut faults = Vec::new();
    let text = match record.format {
        TextFormat::Plain => record.text.clone(),
        TextFormat::Rich => archive::clean(&record.text),
    };
    let shown = rich::to_text(&rich::read(record.format, &text));
    check_text(&mut faults, "text", "会议记录", &shown, form::RECORD_MAX);
    check_present(&mut faults, &people, &present, stored.rules.tally.required_share);
    let voters = quorum::voters_present(&rules_for(&stored), &people, |p| present.contains(&p.member));
    form::check_motions(&mut faults, &record.motions, voters);
    for files in [&record.photos, &record.attachments] {
        if files.len() > form::FILES_MAX {
            faults.push(FileRefusal::TooManyFiles { max: form::FILES_MAX }.into());
        }
    }
    Refusal::collect(faults)?;
    file::check_owned(c, who, &record.photos, true)?;
    file::check_owned(c, who, &record.attachments, false)?;
    let present: Vec<_> = present.into_iter().collect();
    store::set_record(c, id, (record.format, &text), &serde_json::to_string(&record.motions)?, &present, now)?;
    store::set_files(c, id, true, &record.photos)?;
    store::set_files(c, id, false, &record.attachments)?;
    store::advance(c, &stored.rules.after(Act::UploadRecord), None)?;
    if stored.rules.kind.has(Step::UploadAppraisal) {
        // they appraise one another next, many of them with the meeting before them
        let told = store::told_members(c, id, false)?;
        nudge(c, &told);
    }
    store::note(c, id, "upload_record", &who.name, &format!("实到 {} 人", present.len()), now)?;
    audit::write(c, who, now, Deed::RecordUploaded, &titled(stored.kind, &stored.title))
}

/// The version of the quorum rules that applies to a meeting: the one in force on its day.
pub(super) fn rules_for(stored: &store::Stored) -> quorum::Rules {
    let mut versions = quorum::versions();
    let day = stored.rules.starts_at.day();
    let at = versions.iter().rposition(|r| r.from <= day).unwrap_or(0);
    versions.swap_remove(at)
}

/// Whether the meeting can be held and its votes count: as frozen when the record was handed in, else reckoned now.
pub(super) fn quorum_of(stored: &store::Stored, people: &[Attendee]) -> Result<Quorum> {
    if let Some(frozen) = &stored.quorum {
        return Ok(serde_json::from_str(frozen)?);
    }
    let motions: Vec<Motion> = serde_json::from_str(&stored.motions)?;
    Ok(quorum::reckon(&rules_for(stored), people, stored.rules.tally.required_share, &motions))
}

/// Only those expected can be present, and enough of them must have been.
fn check_present(faults: &mut Vec<Refusal>, people: &[Attendee], present: &BTreeSet<MemberId>, required: Option<u8>) {
    let expected: BTreeSet<MemberId> = people.iter().filter(|p| p.expected).map(|p| p.member).collect();
    let strangers: Vec<_> = present.difference(&expected).collect();
    if !strangers.is_empty() {
        let name = |id: &MemberId| people.iter().find(|p| p.member == *id).map(|p| p.name.as_str());
        let named: Vec<_> = strangers.iter().filter_map(|id| name(id)).collect();
        let names = if named.is_empty() { format!("{} 人", strangers.len()) } else { named.join("、") };
        faults.push(MeetingRefusal::PresentNotExpected { names }.into());
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let needed = share::needed(count(expected.len()), required);
    let missing = needed.saturating_sub(count(present.intersection(&expected).count()));
    if missing > 0 {
        faults.push(MeetingRefusal::ActualShareTooLow { missing }.into());
    }
}
