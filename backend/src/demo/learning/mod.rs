//! The learning centre of the demo: courses of every theme, members who have come some way with them, group studies of the
//! branch of the accounts; by the same acts as everything else.

mod media;
mod questions;
mod texts;

pub use media::{CLIP, CLIP_LENGTH};

use super::Target;
use super::people::KNOWN;
use super::picture;
use super::play::{Photo, address, keep};
use super::seeded::mix;
use super::store::{self, Actor};
use super::units::{STAR_BRANCH, number};
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::learning::acts;
use crate::store::Conn;
use gsdj_domain::file::FileInfo;
use gsdj_domain::learning::{BeatForm, CourseForm, GroupAnswerForm, GroupStudyForm, LessonForm, LessonKind, StudyForm};
use gsdj_domain::org::OrgKind;
use gsdj_domain::time::{DAY, HOUR, MINUTE, SECOND};
use gsdj_domain::{CourseId, FileId, GroupStudyId, Instant, LessonId, LessonQuestionId, MemberId, StudyId};
use media::Medium;
use questions::{ANSWERS, questions};
use std::sync::Arc;
use texts::{More, PLOTS, Plot};

/// How many branches beside that of the accounts have members who study.
const BRANCHES: usize = 60;
/// How many members of each.
const LEARNERS: usize = 6;
/// Which of the films has questions: one that the branch watches together.
const ASKED: usize = 4;
/// How long the branch talks about a question, in milliseconds.
const TALK: i64 = 45 * SECOND;
/// What a beat of the demo's players brings, in milliseconds.
const BEAT: i64 = 100 * SECOND;

/// A lesson that was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    id: LessonId,
    kind: LessonKind,
    length: i64,
    /// The questions on which the screen pauses, with their places.
    questions: [Option<(LessonQuestionId, i64)>; 2],
}

/// A file that lies in the storage.
#[derive(Debug, Clone)]
struct Kept {
    medium: Medium,
    stored_as: String,
}

/// What courses are made of.
struct Shelf {
    films: [Kept; 2],
    sound: Kept,
    paper: Kept,
    covers: Vec<Photo>,
}

fn shelf(target: &Target<'_>, anchor: Instant) -> Result<Shelf> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let name = |what: u64| format!("{:016x}{:016x}", mix(anchor.0.unsigned_abs()), mix(0x1ea2_0000 + what));
    let put = |what: u64, medium: Medium| {
        let stored_as = name(what);
        runtime.block_on(target.files.put(&stored_as, medium.bytes.clone()))?;
        Ok::<_, Error>(Kept { medium, stored_as })
    };
    let [short, long] = media::films();
    let films = [put(0, short)?, put(1, long)?];
    let (sound, paper) = (put(2, media::sound())?, put(3, media::paper()?)?);
    let cover = |n: usize| {
        let bytes = picture::draw(n)?;
        let stored_as = name(0x100 + n as u64);
        let photo = Photo { stored_as, bytes: bytes.len() as u64 };
        runtime.block_on(target.files.put(&photo.stored_as, bytes))?;
        Ok::<_, Error>(photo)
    };
    let covers = (0..picture::DIFFERENT).map(cover).collect::<Result<Vec<_>>>()?;
    Ok(Shelf { films, sound, paper, covers })
}

/// Makes the courses, a good while ago.
///
/// # Errors
/// When an act is refused or the store breaks.
pub(super) fn courses(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<Vec<Made>> {
    let shelf = Arc::new(shelf(target, anchor)?);
    let actors = actors.clone();
    target.store.write_now(move |c| {
        let Some(province) = actors.iter().find(|a| a.kind == OrgKind::Province) else { return Ok(Vec::new()) };
        let mut made = Vec::new();
        for (n, plot) in PLOTS.iter().enumerate() {
            let at = anchor.plus(-(120 - 2 * n as i64) * DAY + 10 * HOUR);
            let who = Caller::acting(province.principal(None, at), address(province));
            made.extend(course(c, &who, &shelf, n, plot, at)?);
        }
        let at = anchor.plus(-60 * DAY + 10 * HOUR);
        let who = Caller::acting(province.principal(None, at), address(province));
        if let Some(film) = made.iter_mut().filter(|l| l.kind == LessonKind::Video).nth(ASKED) {
            for (n, question) in questions(film.length).iter().enumerate() {
                film.questions[n] = Some((acts::add_question(c, &who, film.id, question, at)?, question.at));
            }
        }
        Ok(made)
    })
}

fn course(c: &mut Conn<'_>, who: &Caller, shelf: &Shelf, n: usize, plot: &Plot, at: Instant) -> Result<Vec<Made>> {
    // every third course has the picture of its theme instead of a cover
    let cover = match shelf.covers.get(n % shelf.covers.len()) {
        Some(photo) if n % 3 != 2 => Some(keep(c, who, n, photo, at)?),
        Some(_) | None => None,
    };
    let form = CourseForm {
        topics: plot.topics.to_vec(),
        title: plot.title.into(),
        introduction: plot.about.into(),
        speaker: "示例讲师".into(),
        year: u32::try_from(chrono::Datelike::year(&at.day())).unwrap_or(2026),
        cover,
        ..CourseForm::new(plot.theme)
    };
    let id = acts::create(c, who, &form, at)?;
    let mut made = vec![film(c, who, id, &shelf.films[0], "第一讲（示例）", plot, at)?];
    let body: String = plot.text.iter().map(|p| format!("<p>{p}</p>")).collect();
    let text = LessonForm { title: "读一读（示例）".into(), body, ..LessonForm::new(LessonKind::Text) };
    made.push(lesson(c, who, id, &text, at)?);
    match plot.more {
        More::Nothing => {}
        More::Film => made.push(film(c, who, id, &shelf.films[1], "第二讲（示例）", plot, at)?),
        More::Sound => made.push(with_file(c, who, id, &shelf.sound, "听一听（示例）", LessonKind::Audio, at)?),
        More::Paper => made.push(with_file(c, who, id, &shelf.paper, "学习资料（示例）", LessonKind::Document, at)?),
    }
    acts::set_public(c, who, id, true, at)?;
    if plot.recommended {
        acts::set_recommended(c, who, id, true, at.plus(HOUR))?;
    }
    Ok(made)
}

fn lesson(c: &mut Conn<'_>, who: &Caller, course: CourseId, form: &LessonForm, at: Instant) -> Result<Made> {
    let id = acts::add_lesson(c, who, course, form, at)?;
    Ok(Made { id, kind: form.kind, length: form.lasts(), questions: [None; 2] })
}

/// A lesson with its file.
fn with_file(
    c: &mut Conn<'_>,
    who: &Caller,
    course: CourseId,
    kept: &Kept,
    title: &str,
    kind: LessonKind,
    at: Instant,
) -> Result<Made> {
    let file = file_of(c, who, kept, at)?;
    let duration = kept.medium.length;
    let form = LessonForm { title: title.into(), file: Some(file), duration, characters: 600, ..LessonForm::new(kind) };
    lesson(c, who, course, &form, at)
}

/// A film with subtitles that say what the course is about.
fn film(
    c: &mut Conn<'_>,
    who: &Caller,
    course: CourseId,
    kept: &Kept,
    title: &str,
    plot: &Plot,
    at: Instant,
) -> Result<Made> {
    let file = file_of(c, who, kept, at)?;
    let mut subtitles = String::from("WEBVTT\n");
    for (n, line) in std::iter::once(&plot.about).chain(plot.text).enumerate() {
        let (from, to) = (n * 20, n * 20 + 18);
        subtitles +=
            &format!("\n00:{:02}:{:02}.000 --> 00:{:02}:{:02}.000\n{line}\n", from / 60, from % 60, to / 60, to % 60);
    }
    let duration = kept.medium.length;
    let kind = LessonForm::new(LessonKind::Video);
    let form = LessonForm { title: title.into(), file: Some(file), duration, subtitles, ..kind };
    lesson(c, who, course, &form, at)
}

fn file_of(c: &mut Conn<'_>, who: &Caller, kept: &Kept, at: Instant) -> Result<FileId> {
    let medium = &kept.medium;
    let info = FileInfo {
        id: FileId(0),
        name: medium.name.into(),
        kind: medium.kind,
        bytes: medium.bytes.len() as u64,
        width: None,
        height: None,
    };
    crate::file::insert(c, who, &info, medium.media_type, &kept.stored_as, at)
}

/// Members study, and the branch of the accounts watches together; says how many acts that took.
///
/// # Errors
/// When an act is refused or the store breaks.
pub(super) fn study(target: &Target<'_>, actors: &Arc<Vec<Actor>>, made: &[Made], anchor: Instant) -> Result<u64> {
    let (actors, made) = (actors.clone(), Arc::new(made.to_vec()));
    let star = actors.iter().position(|a| a.code == STAR_BRANCH);
    let others = actors.iter().enumerate().filter(|(_, a)| a.meets() && a.code != STAR_BRANCH).map(|(n, _)| n);
    let branches: Vec<usize> = star.into_iter().chain(others.take(BRANCHES)).collect();
    let mut done = 0;
    for at in branches {
        let (actors, made) = (actors.clone(), made.clone());
        let most = if Some(at) == star { usize::MAX } else { LEARNERS };
        done += target.store.write_now(move |c| branch(c, &actors[at], &made, most, anchor))?;
    }
    if let Some(star) = star {
        done += target.store.write_now(move |c| group_studies(c, &actors[star], &made, anchor))?;
    }
    target.store.write_now(move |c| acts::count_all_learners(c, anchor))?;
    Ok(done)
}

/// Some members of a branch, each with lessons of their own choice within the last three weeks.
fn branch(c: &mut Conn<'_>, branch: &Actor, made: &[Made], most: usize, anchor: Instant) -> Result<u64> {
    let mut done = 0;
    for (n, person) in store::people(c, branch.id)?.into_iter().enumerate().take(most) {
        let known = KNOWN.iter().position(|k| k.name == person.name);
        let seed = mix(number(&branch.code) ^ (n as u64) << 40);
        // who is known has begun a good deal, others a lesson or two; every fifth none
        let lessons = if known.is_some() { 7 } else { usize::try_from(seed % 5).unwrap_or(0).min(3) };
        // known accounts begin with the first course whole
        let first = if known.is_some() { 0 } else { usize::try_from(seed >> 8).unwrap_or(0) % made.len() };
        for k in 0..lessons {
            let lesson = made[(first + k) % made.len()];
            let day = 21 - (k as i64 * 3 + i64::try_from(seed % 3).unwrap_or(0));
            let at = anchor.plus(-day * DAY + 19 * HOUR + i64::try_from(seed % 50).unwrap_or(0) * MINUTE);
            let share = if k + 1 == lessons { 60 } else { 100 };
            let name = person.name.clone();
            let who = Caller::acting(branch.principal(Some((person.id, &name)), at), address(branch));
            done += watch(c, &who, lesson, share, at)?;
        }
    }
    Ok(done)
}

/// Watches so many hundredths of a lesson from `at` on.
fn watch(c: &mut Conn<'_>, who: &Caller, lesson: Made, share: i64, at: Instant) -> Result<u64> {
    let opened = acts::begin(c, who, &StudyForm { lesson: lesson.id }, at)?;
    let until = lesson.length * share / 100;
    let beat = |number: u32, position: i64, submit: bool| form(opened.study, number, position, submit);
    let (mut position, mut number) = (opened.place, 0);
    while position < until {
        let next = until.min(position + BEAT);
        number += 1;
        let now = at.plus(next - opened.place);
        acts::heed(c, who, &beat(number, next, next == until), now)?;
        position = next;
    }
    Ok(u64::from(number) + 1)
}

const fn form(study: StudyId, beat: u32, position: i64, submit: bool) -> BeatForm {
    BeatForm { study, beat, position, rate: 100, playing: true, visible: true, submit }
}

/// Two group studies of a branch: ten days and three days ago; in the second the screen asks and phones answer.
fn group_studies(c: &mut Conn<'_>, branch: &Actor, made: &[Made], anchor: Instant) -> Result<u64> {
    let films: Vec<Made> = made.iter().copied().filter(|l| l.kind == LessonKind::Video).collect();
    let people = store::people(c, branch.id)?;
    let mut done = 0;
    for (n, day) in [(1, 10_i64), (ASKED, 3)] {
        let Some(film) = films.get(n).copied() else { continue };
        let at = anchor.plus(-day * DAY + 15 * HOUR);
        let who = Caller::acting(branch.principal(None, at), address(branch));
        let there: Vec<(MemberId, String)> =
            people.iter().filter(|p| !p.away).take(12 + 2 * n).map(|p| (p.id, p.name.clone())).collect();
        let members = there.iter().map(|(id, _)| *id).collect();
        let group_study =
            acts::begin_group_study(c, &who, &GroupStudyForm { lesson: film.id, members, meeting: None }, at)?;
        let study = acts::open_screen(c, &who, group_study, at)?;
        let (mut position, mut number, mut talked) = (0, 0, 0);
        let mut coming = film.questions.into_iter().flatten().enumerate().peekable();
        while position < film.length {
            let next = film.length.min(position + BEAT);
            position = coming.peek().map_or(next, |(_, (_, place))| next.min(*place));
            number += 1;
            let now = at.plus(position + talked);
            acts::heed_group_study(c, &who, group_study, &form(study, number, position, false), now)?;
            if let Some((nth, (question, _))) = coming.next_if(|(_, (_, place))| *place <= position) {
                done += talk(c, branch, (&who, group_study), &there, (question, ANSWERS[nth]), now)?;
                talked += TALK;
            }
        }
        acts::finish_group_study(c, group_study, at.plus(film.length + talked + MINUTE))?;
        done += u64::from(number) + 3;
    }
    Ok(done)
}

/// The screen asks, most of those who are there answer, and it is closed.
fn talk(
    c: &mut Conn<'_>,
    branch: &Actor,
    (screen, group_study): (&Caller, GroupStudyId),
    there: &[(MemberId, String)],
    (question, answers): (LessonQuestionId, [&[u8]; 4]),
    at: Instant,
) -> Result<u64> {
    acts::ask(c, screen, group_study, question, at)?;
    let mut done = 2;
    // every seventh has no phone at hand
    for (n, (member, name)) in there.iter().enumerate().filter(|(n, _)| n % 7 != 6) {
        let now = at.plus((4 + n as i64) * SECOND);
        let who = Caller::acting(branch.principal(Some((*member, name)), now), address(branch));
        let chosen = answers[n % answers.len()].to_vec();
        acts::answer(c, &who, group_study, &GroupAnswerForm { question, chosen }, now)?;
        done += 1;
    }
    acts::close(c, screen, group_study, question, at.plus(TALK))?;
    Ok(done)
}
