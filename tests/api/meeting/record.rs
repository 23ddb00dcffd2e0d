//! The record (FEATURES 3.10, 3.11): after the start, with the share reached, of those expected, with one's own files.

use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::{MeetingKind, MeetingView, Stage};
use gsdj_domain::time::HOUR;
use gsdj_domain::{FileId, MeetingId, MemberId};
use gsdj_tests::acts::{at, record, starting, without};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Reply, World, on_both_engines};

async fn put(w: &World, meeting: MeetingId, form: &gsdj_domain::meeting::RecordForm) -> Reply {
    w.branch_admin().put(at(meeting, "/record"), form).await
}

async fn photo(who: &Actor) -> FileId {
    who.upload("photo", "示例.png", &plain(20, 20, image::ImageFormat::Png)).await.created::<FileInfo>().id
}

async fn pdf(who: &Actor) -> FileId {
    who.upload("attachment", "示例.pdf", b"%PDF-1.7\n%%EOF\n").await.created::<FileInfo>().id
}

on_both_engines! {
    async fn no_record_before_the_start_or_without_the_notice(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let draft = w.create(&form).await.row.id;
        put(&w, draft, &record(&form.expected)).await.refused(409, "not_at_this_step");
        let view = w.announced_as(&form).await;
        for member in 1..=10 {
            w.member(member).attends(view.row.id).await;
        }
        w.at(form.starts_at.plus(-1)).await;
        put(&w, view.row.id, &record(&form.expected)).await.refused(409, "not_begun");
        w.at(form.starts_at).await;
        put(&w, view.row.id, &record(&form.expected)).await.is(200);
    }

    async fn faults_of_a_record_come_at_once(w) {
        let form = without(w.form(MeetingKind::GeneralMeeting), 110);
        let meeting = w.begun_as(&form).await.row.id;
        let mut bad = record(&[MemberId(101), MemberId(110), MemberId(201)]);
        bad.text = " ".into();
        bad.photos = vec![FileId(1); 21];
        let problem = put(&w, meeting, &bad).await.refused(422, "several");
        let faults: Vec<_> = problem.errors.iter().map(|e| (e.field.as_str(), e.code.as_str())).collect();
        assert_eq!(faults, [
            ("text", "missing"), ("present", "present_not_expected"), ("present", "actual_share_too_low"), ("files", "too_many_files"),
        ]);
        assert!(problem.errors[1].sentence.contains("示例110") && !problem.errors[1].sentence.contains("示例201"));
        let mut long = record(&form.expected);
        long.text = "记".repeat(50_001);
        put(&w, meeting, &long).await.fault("too_long", "text");
        put(&w, meeting, &record(&form.expected[..7])).await.fault("actual_share_too_low", "present");
        assert_eq!(w.branch_admin().sees(meeting).await.row.stage, Stage::RecordDue);
        let view: MeetingView = put(&w, meeting, &record(&form.expected[..8])).await.ok();
        assert_eq!((view.row.tally.present, view.row.tally.actual_share()), (Some(8), Some(888)));
    }

    async fn those_present_are_told_apart_from_those_absent(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let meeting = w.begun_as(&form).await.row.id;
        let mut twice = record(&form.expected[..8]);
        twice.present.push(MemberId(101));
        let view: MeetingView = put(&w, meeting, &twice).await.ok();
        let there: Vec<_> = view.people.iter().map(|p| p.present).collect();
        assert_eq!(there, [[Some(true); 8].as_slice(), &[Some(false); 2]].concat());
        // changed while it is not handed in
        let view: MeetingView = put(&w, meeting, &record(&form.expected[2..])).await.ok();
        assert_eq!(view.people[0].present, Some(false));
        assert_eq!(view.row.tally.present, Some(8));
    }

    async fn files_are_the_branch_s_own_and_photos_are_pictures(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let meeting = w.begun_as(&form).await.row.id;
        let (own_photo, own_pdf) = (photo(&w.branch_admin()).await, pdf(&w.branch_admin()).await);
        let theirs = photo(&w.member(1)).await;
        let with = |photos: &[FileId], attachments: &[FileId]| {
            let mut r = record(&form.expected);
            (r.photos, r.attachments) = (photos.to_vec(), attachments.to_vec());
            r
        };
        put(&w, meeting, &with(&[theirs], &[])).await.refused(403, "file_not_yours");
        put(&w, meeting, &with(&[FileId(77)], &[])).await.refused(403, "file_not_yours");
        put(&w, meeting, &with(&[], &[FileId(-1)])).await.refused(403, "file_not_yours");
        put(&w, meeting, &with(&[own_pdf], &[])).await.refused(415, "file_kind_not_taken");
        let view: MeetingView = put(&w, meeting, &with(&[own_photo], &[own_pdf, own_photo])).await.ok();
        let kept = view.record.unwrap();
        assert_eq!(kept.photos.iter().map(|f| f.id).collect::<Vec<_>>(), [own_photo]);
        assert_eq!(kept.attachments.iter().map(|f| f.id).collect::<Vec<_>>(), [own_pdf, own_photo]);
        let view: MeetingView = put(&w, meeting, &with(&[], &[])).await.ok();
        let kept = view.record.unwrap();
        assert!(kept.photos.is_empty() && kept.attachments.is_empty());
    }

    async fn kinds_without_a_share_move_on_with_the_clock(w) {
        let form = starting(w.form(MeetingKind::PartyLecture), w.now().plus(3 * HOUR));
        let meeting = w.announced_as(&form).await.row.id;
        w.at(form.starts_at).await;
        assert_eq!(w.branch_admin().sees(meeting).await.row.stage, Stage::RecordDue);
        let view: MeetingView = put(&w, meeting, &record(&[])).await.ok();
        assert_eq!(view.row.tally.present, Some(0));
        let filed: MeetingView = w.branch_admin().post_empty(at(meeting, "/submission")).await.ok();
        assert_eq!(filed.row.stage, Stage::Done);
        assert_eq!(w.texts("SELECT topic FROM inbox WHERE account_id = 11").await, ["filed"]);
        put(&w, meeting, &record(&[])).await.refused(409, "not_at_this_step");
    }
}
