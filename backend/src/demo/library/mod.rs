//! The demo's library: a few works of every kind, put in by the province through the acts of the API, and what some members
//! have read of them. Logs go by the order of writing: so does time here, in the last hour before today.

mod texts;

use super::people::KNOWN;
use super::play::address;
use super::store::{self, Actor};
use super::units::STAR_BRANCH;
use super::{Target, picture};
use crate::error::{Error, Result};
use crate::file;
use crate::http::Caller;
use crate::library::acts::{self, Filed};
use crate::store::Conn;
use bytes::Bytes;
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::library::{BookPiece, ChapterForm, WorkForm, WorkKind, opened};
use gsdj_domain::org::OrgKind;
use gsdj_domain::time::MINUTE;
use gsdj_domain::{FileId, Instant, WorkId};
use std::sync::Arc;
use texts::{Line, SOUNDS, WORKS};

/// Samples a second of the recordings.
const RATE: u32 = 8_000;
/// How long a note sounds, in seconds.
const NOTE: u32 = 3;
/// Which works have a cover of their own, and which picture it is.
const COVERS: [(usize, usize); 2] = [(0, 1), (4, 3)];

/// A file that lies in the storage.
#[derive(Clone)]
struct Kept {
    stored_as: String,
    bytes: u64,
}

/// Fills the library; says how many acts it took.
///
/// # Errors
/// When an act is refused or the store breaks.
pub(super) fn fill(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<u64> {
    let Some(province) = actors.iter().find(|a| a.kind == OrgKind::Province).cloned() else { return Ok(0) };
    let sounds = keep(target, "library-sound", SOUNDS.iter().map(|(_, notes, _)| Ok(wav(notes))))?;
    let covers = keep(target, "library-cover", COVERS.iter().map(|(_, n)| picture::draw(*n)))?;
    let actors = actors.clone();
    target.store.write_now(move |c| {
        let mut scene = Scene { province: &province, anchor, done: 0 };
        let works = scene.works(c, &covers)?;
        scene.listening(c, &sounds)?;
        scene.reading(c, &actors, &works)?;
        Ok(scene.done)
    })
}

fn keep(target: &Target<'_>, name: &str, files: impl Iterator<Item = Result<Bytes>>) -> Result<Vec<Kept>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let put = |(n, bytes): (usize, Result<Bytes>)| {
        let bytes = bytes?;
        let kept = Kept { stored_as: format!("demo-{name}-{n}"), bytes: bytes.len() as u64 };
        runtime.block_on(target.files.put(&kept.stored_as, bytes))?;
        Ok(kept)
    };
    files.enumerate().map(put).collect()
}

struct Scene<'a> {
    province: &'a Actor,
    anchor: Instant,
    done: u64,
}

impl Scene<'_> {
    fn editor(&self, at: Instant) -> Caller {
        Caller::acting(self.province.principal(None, at), address(self.province))
    }

    fn works(&mut self, c: &mut Conn<'_>, covers: &[Kept]) -> Result<Vec<WorkId>> {
        let mut made = Vec::new();
        for (n, (kind, title, author, about, lines)) in WORKS.iter().enumerate() {
            let at = self.anchor.plus(-(60 - 5 * n as i64) * MINUTE);
            let who = self.editor(at);
            let cover = match COVERS.iter().position(|(work, _)| *work == n).and_then(|i| covers.get(i)) {
                Some(kept) => Some(self.photo(c, &who, kept, at)?),
                None => None,
            };
            let id = self.head(c, &who, *kind, title, author, about, cover, at)?;
            for line in *lines {
                acts::add(c, &who, id, &chapter(line), Filed::default())?;
            }
            acts::set_public(c, &who, id, true, at)?;
            self.done += 2 + lines.len() as u64;
            made.push(id);
        }
        Ok(made)
    }

    #[expect(clippy::too_many_arguments, reason = "the words of a form, one by one")]
    fn head(
        &self,
        c: &mut Conn<'_>,
        who: &Caller,
        kind: WorkKind,
        title: &str,
        author: &str,
        about: &str,
        cover: Option<FileId>,
        at: Instant,
    ) -> Result<WorkId> {
        let form = WorkForm {
            kind,
            title: format!("{title}（示例）"),
            author: author.into(),
            publisher: "示例出版单位".into(),
            introduction: format!("{about}（示例）"),
            cover,
        };
        acts::create(c, who, &form, at)
    }

    fn photo(&self, c: &mut Conn<'_>, who: &Caller, kept: &Kept, at: Instant) -> Result<FileId> {
        let (width, height) = picture::EDGES;
        let info = FileInfo {
            id: FileId(0),
            name: "封面（示例）.jpg".into(),
            kind: FileKind::Photo,
            bytes: kept.bytes,
            width: Some(width),
            height: Some(height),
        };
        file::insert(c, who, &info, "image/jpeg", &kept.stored_as, at)
    }

    fn listening(&mut self, c: &mut Conn<'_>, kept: &[Kept]) -> Result<()> {
        let at = self.anchor.plus(-30 * MINUTE);
        let who = self.editor(at);
        let about = "两段由程序生成的示例旋律，没有任何人的声音。";
        let id = self.head(c, &who, WorkKind::Audio, "听书试听", "示例（程序生成）", about, None, at)?;
        for ((title, notes, says), kept) in SOUNDS.iter().zip(kept) {
            let (kind, bytes) = (FileKind::Audio, kept.bytes);
            let info = FileInfo { id: FileId(0), name: format!("{title}.wav"), kind, bytes, width: None, height: None };
            let file = file::insert(c, &who, &info, "audio/wav", &kept.stored_as, at)?;
            let duration = NOTE * u32::try_from(notes.len()).map_err(Error::broken)?;
            let form = ChapterForm { title: (*title).into(), level: 1, heading: false, pieces: Some(vec![text(says)]) };
            acts::add(c, &who, id, &form, Filed { file: Some(file), pages: 0, duration })?;
        }
        acts::set_public(c, &who, id, true, at)?;
        self.done += 2 + SOUNDS.len() as u64;
        Ok(())
    }

    /// The star branch's people read here and there, each from the first chapter on.
    fn reading(&mut self, c: &mut Conn<'_>, actors: &[Actor], works: &[WorkId]) -> Result<()> {
        let Some(star) = actors.iter().find(|a| a.code == STAR_BRANCH) else { return Ok(()) };
        let mut people = store::people(c, star.id)?;
        // the demo's own accounts first: who looks round finds something begun
        people.sort_by_key(|p| !KNOWN.iter().any(|k| k.name == p.name));
        for (n, person) in people.iter().take(8).enumerate() {
            let at = self.anchor.plus(-(20 - n as i64) * MINUTE);
            let who = Caller::acting(star.principal(Some((person.id, &person.name)), at), address(star));
            for work in works.iter().cycle().skip(n % 2).take(2 + n % 2) {
                let chapters = crate::library::open_chapters(c, *work)?;
                let Some(chapter) = chapters.get(n % chapters.len().max(1)) else { continue };
                acts::put_on_shelf(c, &who, *work, true, at)?;
                acts::keep(c, &who, *work, &opened(None, *chapter, 0), at)?;
                self.done += 2;
            }
        }
        Ok(())
    }
}

fn text(paragraph: &str) -> BookPiece {
    BookPiece { text: format!("<p>{paragraph}</p>"), picture: None }
}

fn chapter((level, title, paragraphs): &Line) -> ChapterForm {
    let text: String = paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect();
    let pieces = if text.is_empty() { Vec::new() } else { vec![BookPiece { text, picture: None }] };
    ChapterForm { title: (*title).into(), level: *level, heading: paragraphs.is_empty(), pieces: Some(pieces) }
}

/// A WAV of bell-like notes of a scale: 16 bits, one channel.
fn wav(notes: &[u8]) -> Bytes {
    let per_note = RATE * NOTE;
    let mut samples = Vec::new();
    for note in notes {
        let pitch = 262.0 * 2_f64.powf(f64::from(*note) / 12.0);
        for n in 0..per_note {
            let t = f64::from(n) / f64::from(RATE);
            let wave =
                (t * pitch * std::f64::consts::TAU).sin() + 0.4 * (t * pitch * 2.0 * std::f64::consts::TAU).sin();
            #[expect(clippy::cast_possible_truncation, reason = "kept well within 16 bits")]
            let sample = (wave * 9_000.0 * (-1.6 * t).exp()) as i16;
            samples.extend_from_slice(&sample.to_le_bytes());
        }
    }
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX - 36);
    let mut out = Vec::with_capacity(samples.len() + 44);
    out.extend_from_slice(b"RIFF");
    out.extend_from_slice(&(36 + length).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt ");
    for (number, bytes) in [(16, 4), (1, 2), (1, 2), (RATE, 4), (RATE * 2, 4), (2, 2), (16, 2)] {
        out.extend_from_slice(&number.to_le_bytes()[..bytes]);
    }
    out.extend_from_slice(b"data");
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&samples);
    out.into()
}
