//! The SQL of the record: its text, who was present, its files.

use super::Stored;
use crate::bind;
use crate::error::Result;
use crate::store::Conn;
use gsdj_domain::archive::TextFormat;
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::{Quorum, RecordView};
use gsdj_domain::{FileId, Instant, MeetingId, MemberId};

/// Writes the record.
pub(in crate::meeting) fn set_record(
    c: &mut Conn<'_>,
    id: MeetingId,
    (format, text): (TextFormat, &str),
    motions: &str,
    present: &[MemberId],
    now: Instant,
) -> Result<()> {
    c.execute("UPDATE attendee SET present = 0 WHERE meeting_id = ?1 AND expected = 1", bind![id])?;
    for member in present {
        c.execute(
            "UPDATE attendee SET present = 1 WHERE meeting_id = ?1 AND member_id = ?2 AND expected = 1",
            bind![id, *member],
        )?;
    }
    let sql = "UPDATE meeting SET record_text = ?2, record_at = ?3, motions = ?4, record_format = ?5, quorum = NULL,
                 present = (SELECT COUNT(*) FROM attendee WHERE meeting_id = ?1 AND present = 1) WHERE id = ?1";
    c.execute(sql, bind![id, text, now, motions, format.code()])?;
    Ok(())
}

/// Replaces the record's photos or attachments.
pub(in crate::meeting) fn set_files(c: &mut Conn<'_>, id: MeetingId, photo: bool, files: &[FileId]) -> Result<()> {
    c.execute("DELETE FROM meeting_file WHERE meeting_id = ?1 AND photo = ?2", bind![id, photo])?;
    for (seat, file) in files.iter().enumerate() {
        let sql = "INSERT INTO meeting_file (meeting_id, seat, file_id, photo) VALUES (?1, ?2, ?3, ?4)";
        c.execute(sql, bind![id, seat as i64, *file, photo])?;
    }
    Ok(())
}

/// The record, if there is one.
pub(in crate::meeting) fn record(c: &mut Conn<'_>, stored: &Stored) -> Result<Option<RecordView>> {
    let (Some(text), Some(at)) = (&stored.record_text, stored.record_at) else { return Ok(None) };
    let mut files = |photo: bool| -> Result<Vec<FileInfo>> {
        let sql = "SELECT f.id, f.name, f.kind, f.bytes, f.width, f.height FROM meeting_file mf JOIN file f ON f.id = mf.file_id
                   WHERE mf.meeting_id = ?1 AND mf.photo = ?2 ORDER BY mf.seat";
        c.rows(sql, bind![stored.rules.id, photo], crate::file::info)
    };
    let motions = serde_json::from_str(&stored.motions)?;
    Ok(Some(RecordView {
        text: text.clone(),
        format: stored.record_format,
        photos: files(true)?,
        attachments: files(false)?,
        motions,
        at,
    }))
}

/// Fixes what the quorum engine said.
pub(in crate::meeting) fn freeze(c: &mut Conn<'_>, id: MeetingId, quorum: &Quorum) -> Result<()> {
    c.execute("UPDATE meeting SET quorum = ?2 WHERE id = ?1", bind![id, &serde_json::to_string(quorum)?])?;
    Ok(())
}
