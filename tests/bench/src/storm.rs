//! A thousand members of one branch answer an invitation and check in within a minute, while the chair looks on.
//!
//! Each member holds the live stream open as a phone does, reads the meeting again after each of their writes, and scans
//! what the chair's screen shows then. The chair reads the meeting and the screen at every nudge; every such tick is held
//! against what had been sent and acknowledged by then, and its forecast is reckoned again.

use crate::load::{self, Bytes, request};
use crate::world::Storm as Place;
use anyhow::{Context, Result, ensure};
use gsdj_domain::check_in::{CheckInScreen, Shown};
use gsdj_domain::meeting::{Attendee, MeetingView, Quorum};
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

/// The share of members that it takes, in percent: what the meeting was called with.
const REQUIRED: u32 = 80;

/// How often the screen asks for the next tokens by itself.
const SCREEN_ASKS: Duration = Duration::from_secs(5);
/// How much longer than planned it may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was seen.
pub struct Seen {
    /// How long each answer took, in ms, the shortest first.
    pub answers: Vec<f64>,
    /// How long each check-in took.
    pub check_ins: Vec<f64>,
    /// How long after each acknowledged answer the chair had a forecast that counts it.
    pub lags: Vec<f64>,
    /// How often the chair read.
    pub ticks: u32,
}

/// A value below which a share of all lies.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    sorted.get(((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

/// How many writes were sent, and when each was acknowledged.
#[derive(Default)]
struct Count {
    sent: AtomicU32,
    acknowledged: Mutex<Vec<Instant>>,
}

impl Count {
    fn times(&self) -> std::sync::MutexGuard<'_, Vec<Instant>> {
        self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn acknowledged(&self) -> u32 {
        u32::try_from(self.times().len()).unwrap_or(u32::MAX)
    }
}

/// What all of them share.
#[derive(Default)]
struct Hall {
    answers: Count,
    check_ins: Count,
    /// What the screen shows, from when.
    shown: Mutex<Vec<Shown>>,
}

impl Hall {
    fn token(&self) -> Result<String> {
        let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let current = shown.iter().rfind(|s| s.from.0 <= now).or_else(|| shown.first());
        current.map(|s| s.text.clone()).context("the screen shows nothing")
    }
}

/// Lets everybody answer and check in within `time`.
///
/// # Errors
/// When a write is refused, a tick shows what can't be, or not everybody is counted in the end.
pub async fn run(address: SocketAddr, place: &Place, time: Duration) -> Result<Seen> {
    let hall = Arc::new(Hall::default());
    let (over, ended) = watch::channel(false);
    let chair = Chair::enter(address, place, ended.clone()).await?;
    let mut members = JoinSet::new();
    for (n, token) in place.members.iter().enumerate() {
        // spread evenly, in no order
        let turn = time.mul_f64((n * 617 % place.members.len()) as f64 / place.members.len() as f64 * 0.9);
        let phone = Phone { address, meeting: place.meeting, token: token.clone(), attends: attends(n) };
        members.spawn(phone.evening((turn, time.mul_f64(0.1)), hall.clone(), ended.clone()));
    }
    let mut seen = Seen { answers: Vec::new(), check_ins: Vec::new(), lags: Vec::new(), ticks: 0 };
    let all = (place.members.len(), (0..place.members.len()).filter(|n| attends(*n)).count());
    let storm = async {
        while let Some(evening) = members.join_next().await {
            let (answer, check_in) = evening??;
            seen.answers.push(answer);
            seen.check_ins.extend(check_in);
        }
        Ok(())
    };
    // whoever fails first ends it all; the chair looks until everybody is shown
    let whole = async { tokio::try_join!(storm, chair.look(&hall, all)) };
    let ((), ticks) = tokio::time::timeout(time * 2 + PATIENCE, whole).await.context("not everybody is shown")??;
    over.send(true)?;
    seen.ticks = u32::try_from(ticks.len())?;
    for (n, at) in hall.answers.times().iter().enumerate() {
        let shown = ticks.iter().find(|t| t.answered > n).context("an answer was never shown")?;
        seen.lags.push(shown.at.saturating_duration_since(*at).as_secs_f64() * 1000.0);
    }
    for times in [&mut seen.answers, &mut seen.check_ins, &mut seen.lags] {
        times.sort_by(f64::total_cmp);
    }
    Ok(seen)
}

/// Nine of ten attend.
const fn attends(n: usize) -> bool {
    !n.is_multiple_of(10)
}

/// One member's phone.
struct Phone {
    address: SocketAddr,
    meeting: i64,
    token: String,
    attends: bool,
}

impl Phone {
    /// Answers at its turn and checks in a while later: how long the answer and the check-in took, in ms.
    async fn evening(
        self,
        (turn, later): (Duration, Duration),
        hall: Arc<Hall>,
        ended: watch::Receiver<bool>,
    ) -> Result<(f64, Option<f64>)> {
        let begun = Instant::now();
        listen(self.address, &self.token, Arc::new(Notify::new()), ended).await?;
        let mut line = Line::connect(self.address).await?;
        tokio::time::sleep_until((begun + turn).into()).await;
        let body =
            if self.attends { r#"{"answer":"attend"}"# } else { r#"{"answer":"leave","reason":"外出务工"}"# };
        let took = line.write(&self.request("PUT", "/answer", body), &hall.answers).await?;
        let own: MeetingView = line.read(&self.request("GET", "", "")).await?;
        ensure!(own.row.my_answer.is_some(), "a member's own answer is not shown to them");
        if !self.attends {
            return Ok((took, None));
        }
        tokio::time::sleep_until((begun + turn + later).into()).await;
        let body = format!(r#"{{"token":"{}"}}"#, hall.token()?);
        let there = line.write(&self.request("POST", "/check-in", &body), &hall.check_ins).await?;
        let own: MeetingView = line.read(&self.request("GET", "", "")).await?;
        ensure!(own.people.iter().all(|p| p.checked_in_at.is_some()), "a member's own check-in is not shown to them");
        Ok((took, Some(there)))
    }

    fn request(&self, method: &str, end: &str, body: &str) -> Bytes {
        request(method, &format!("/api/meetings/{}{end}", self.meeting), &self.token, body)
    }
}

/// Holds the live stream open until it is over; tells of every nudge about meetings.
async fn listen(address: SocketAddr, token: &str, nudged: Arc<Notify>, mut ended: watch::Receiver<bool>) -> Result<()> {
    use tokio::io::AsyncWriteExt;
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(&request("GET", "/api/inbox/stream", token, "")).await?;
    tokio::spawn(async move {
        let mut buffer = Vec::with_capacity(4 << 10);
        loop {
            tokio::select! {
                read = stream.read_buf(&mut buffer) => {
                    if !read.is_ok_and(|n| n > 0) {
                        return;
                    }
                }
                _ = ended.changed() => return,
            }
            const NUDGE: &[u8] = b"event: meetings";
            if buffer.windows(NUDGE.len()).any(|w| w == NUDGE) {
                nudged.notify_one();
            }
            // an event is never cut in two by the server; what is left is the end of one
            buffer.clear();
        }
    });
    Ok(())
}

/// A connection that one keeps.
struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Sends a write, counts it, and says how long it took in ms.
    async fn write(&mut self, request: &Bytes, count: &Count) -> Result<f64> {
        let sent = Instant::now();
        count.sent.fetch_add(1, Ordering::SeqCst);
        load::ask(&mut self.stream, request, &mut self.buffer).await?;
        let answered = Instant::now();
        count.times().push(answered);
        Ok(answered.duration_since(sent).as_secs_f64() * 1000.0)
    }

    async fn read<T: serde::de::DeserializeOwned>(&mut self, request: &Bytes) -> Result<T> {
        let body = load::ask(&mut self.stream, request, &mut self.buffer).await?;
        Ok(serde_json::from_slice(&self.buffer[body..])?)
    }
}

/// What the chair saw at one moment.
struct Tick {
    /// When it was there.
    at: Instant,
    answered: usize,
    present: usize,
}

/// The chair's device.
struct Chair {
    line: Line,
    nudged: Arc<Notify>,
    view: Bytes,
    screen: Bytes,
}

impl Chair {
    async fn enter(address: SocketAddr, place: &Place, ended: watch::Receiver<bool>) -> Result<Self> {
        let nudged = Arc::new(Notify::new());
        let path = format!("/api/meetings/{}", place.meeting);
        listen(address, &place.chair, nudged.clone(), ended).await?;
        Ok(Self {
            line: Line::connect(address).await?,
            nudged,
            view: request("GET", &path, &place.chair, ""),
            screen: request("GET", &format!("{path}/check-in"), &place.chair, ""),
        })
    }

    /// Looks at every nudge, and as often as the screen asks for the next tokens by itself, until so many answers and
    /// check-ins are shown.
    async fn look(mut self, hall: &Hall, all: (usize, usize)) -> Result<Vec<Tick>> {
        let mut ticks = vec![self.tick(hall).await?];
        while ticks.last().is_none_or(|t| (t.answered, t.present) != all) {
            // whichever comes first
            let _ = tokio::time::timeout(SCREEN_ASKS, self.nudged.notified()).await;
            ticks.push(self.tick(hall).await?);
        }
        Ok(ticks)
    }

    async fn tick(&mut self, hall: &Hall) -> Result<Tick> {
        let before = (hall.answers.acknowledged(), hall.check_ins.acknowledged());
        let view: MeetingView = self.line.read(&self.view).await?;
        let at = Instant::now();
        let answered = view.row.tally.attending + view.row.tally.on_leave;
        possible("answers", answered, before.0..=hall.answers.sent.load(Ordering::SeqCst))?;
        let quorum = view.quorum.as_ref().context("the chair sees no forecast")?;
        forecast(quorum, &view.people)?;
        ensure!(quorum.there == view.row.tally.attending, "the forecast counts others than the tally");
        let screen: CheckInScreen = self.line.read(&self.screen).await?;
        possible("check-ins", screen.present, before.1..=hall.check_ins.sent.load(Ordering::SeqCst))?;
        ensure!(
            screen.people.iter().filter(|p| p.at.is_some()).count() == screen.present as usize,
            "faces and figure differ"
        );
        *hall.shown.lock().unwrap_or_else(PoisonError::into_inner) = screen.tokens;
        Ok(Tick { at, answered: answered as usize, present: screen.present as usize })
    }
}

/// Between what was acknowledged before the question and what had been sent before the answer.
fn possible(what: &str, shown: u32, bounds: RangeInclusive<u32>) -> Result<()> {
    ensure!(bounds.contains(&shown), "{shown} {what} were shown, {bounds:?} were possible");
    Ok(())
}

/// Reckons the forecast again from the people it was sent with.
fn forecast(quorum: &Quorum, people: &[Attendee]) -> Result<()> {
    let expected = u32::try_from(people.iter().filter(|p| p.expected).count())?;
    let attending = u32::try_from(people.iter().filter(|p| p.attends()).count())?;
    let needed = [(expected * REQUIRED).div_ceil(100), expected / 2 + 1, expected * 4 / 5 + 1];
    let heads = (quorum.expected, quorum.voters, quorum.there, quorum.voters_there);
    ensure!(
        heads == (expected, expected, attending, attending),
        "heads {heads:?}, of people {expected} and {attending}"
    );
    let conditions: Vec<_> = quorum.conditions.iter().map(|c| (c.has, c.needs, c.missing)).collect();
    let reckoned = needed.map(|needs| (attending, needs, needs.saturating_sub(attending)));
    ensure!(conditions == reckoned, "conditions {conditions:?}, reckoned {reckoned:?}");
    Ok(())
}
