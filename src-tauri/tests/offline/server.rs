//! A small server with the platform's habits: bearer tokens, ETags, idempotency keys, and ways to fail.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use gsdj_domain::check_in::{Fate, Pack, PackMember, ReceiptOutcome, Receipts, receipt};
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::{MeetingId, MemberId};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::UnboundedReceiverStream;

/// A token that must never be seen outside of the keychain.
pub const TOKEN: &str = "secret-token-of-account-";

/// What the server has taken and how it is to behave; it outlives the server's stops and starts.
#[derive(Default)]
pub struct Facts {
    /// Answers in the order in which they took effect: account, meeting, what.
    pub answers: Vec<(i64, i64, String)>,
    /// Every request that arrived, with its key.
    pub arrived: Vec<(String, String)>,
    /// The first answers by key.
    pub by_key: HashMap<String, (u16, String)>,
    /// Take requests, but let the line break before the answer arrives.
    pub die_after_taking: bool,
    /// Meetings past their deadline.
    pub closed: Vec<i64>,
    /// The home page's content.
    pub home: String,
    /// Tokens that are not taken any more.
    pub ended: Vec<String>,
    /// Answer with a page of HTML, as a hotel's network does.
    pub captive: bool,
    /// Answer with this error.
    pub broken: Option<u16>,
    /// Whoever listens to the live line hears the count sent here.
    pub listening: Option<mpsc::UnboundedSender<u32>>,
    /// How often the home page was sent whole.
    pub sent_whole: u32,
    /// How far the server's clock is ahead of the device's.
    pub clock_ahead: i64,
    /// Receipts taken, by their ids.
    pub receipts: Vec<String>,
    /// The line breaks after so many bytes of the film.
    pub film_breaks_after: Option<usize>,
    /// The film is shorter than the lesson says: it was replaced since.
    pub film_length: Option<usize>,
    /// Which version of the film there is.
    pub film_version: u8,
    /// Answer this for the film, as a page of HTML.
    pub film_status: u16,
    /// The ranges of the film that were asked for.
    pub ranges: Vec<String>,
}

/// A server that can be stopped and started again on the same address.
pub struct Server {
    pub facts: Arc<Mutex<Facts>>,
    address: SocketAddr,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Server {
    pub fn start() -> Self {
        let facts = Arc::new(Mutex::new(Facts { home: "第一版".into(), ..Facts::default() }));
        let mut server = Self { facts, address: SocketAddr::from(([127, 0, 0, 1], 0)), running: None };
        server.resume();
        server
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The network is away: connections break off, new ones are refused. The server has a runtime of its own, so that
    /// nothing of it is left when this returns.
    pub fn stop(&mut self) {
        let (stop, thread) = self.running.take().unwrap();
        stop.send(()).unwrap();
        thread.join().unwrap();
    }

    /// The network is back.
    pub fn resume(&mut self) {
        let listener = std::net::TcpListener::bind(self.address).unwrap();
        listener.set_nonblocking(true).unwrap();
        self.address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let app = router(Arc::clone(&self.facts));
        let serve = async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            tokio::select! {
                _ = async { axum::serve(listener, app).await } => {}
                _ = stopped => {}
            }
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        self.running = Some((stop, std::thread::spawn(move || runtime.block_on(serve))));
    }

    pub fn with<T>(&self, f: impl FnOnce(&mut Facts) -> T) -> T {
        f(&mut self.facts.lock().unwrap())
    }
}

/// The film of lesson 7.
pub static FILM: LazyLock<Vec<u8>> = LazyLock::new(|| (0..300_000_u32).map(|n| (n % 251) as u8).collect());

type Shared = Arc<Mutex<Facts>>;

fn router(facts: Shared) -> Router {
    Router::new()
        .route("/api/session", post(sign_in).get(me).delete(sign_out))
        .route("/api/platform", get(platform))
        .route("/api/home", get(home))
        .route("/api/meetings/{id}", get(meeting))
        .route("/api/meetings/{id}/answer", put(answer))
        .route("/api/meetings/{id}/pack", post(pack))
        .route("/api/meetings/{id}/check-in/receipts", post(receipts))
        .route("/api/courses/{id}", get(course))
        .route("/api/courses/{id}/cover", get(async || StatusCode::NOT_FOUND))
        .route("/api/lessons/{id}", get(lesson))
        .route("/api/lessons/{id}/subtitles", get(async || ([(header::CONTENT_TYPE, "text/vtt")], "WEBVTT\n\n")))
        .route("/api/lessons/{id}/media", get(film))
        .route("/api/inbox/read", post(read_all))
        .route("/api/inbox", get(inbox))
        .route("/api/inbox/stream", get(stream))
        .with_state(facts)
}

fn account(facts: &Facts, headers: &HeaderMap) -> Option<i64> {
    let token = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    let known = !facts.ended.iter().any(|ended| ended == token);
    token.strip_prefix(TOKEN).filter(|_| known)?.parse().ok()
}

fn me_of(account: i64) -> Value {
    json!({ "account": account, "session": 1, "role": "member", "name": format!("示例党员{account}"), "org": 9,
        "org_name": "示例支部", "permissions": [], "must_change_password": false, "unread": 0 })
}

fn problem(status: u16, code: &str, title: &str) -> Response {
    let body = json!({ "type": format!("/problems/{code}"), "title": title, "status": status, "code": code,
        "request_id": "r" });
    let status = StatusCode::from_u16(status).unwrap();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

fn json_answer(body: &str) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.to_owned()).into_response()
}

async fn sign_in(body: Bytes) -> Response {
    let form: Value = serde_json::from_slice(&body).unwrap();
    if form["password"] != "right" {
        return problem(401, "wrong_credentials", "用户名或密码错误");
    }
    let account: i64 = form["account"].as_str().unwrap().parse().unwrap();
    let body =
        json!({ "token": format!("{TOKEN}{account}"), "expires_at": 4_000_000_000_000_i64, "me": me_of(account) });
    json_answer(&body.to_string())
}

async fn sign_out() -> StatusCode {
    StatusCode::NO_CONTENT
}

async fn platform() -> Response {
    json_answer(r#"{"name":"示例平台","version":"1","address":"","now":0,"demo":true}"#)
}

async fn me(State(facts): State<Shared>, headers: HeaderMap) -> Response {
    match account(&facts.lock().unwrap(), &headers) {
        Some(account) => json_answer(&me_of(account).to_string()),
        None => problem(401, "not_signed_in", "请先登录"),
    }
}

async fn home(State(facts): State<Shared>, headers: HeaderMap) -> Response {
    let mut facts = facts.lock().unwrap();
    if facts.captive {
        return ([(header::CONTENT_TYPE, "text/html")], "<h1>欢迎使用无线网络</h1>").into_response();
    }
    let Some(account) = account(&facts, &headers) else { return problem(401, "not_signed_in", "请先登录") };
    let etag = format!("\"{account}-{}\"", facts.home.len());
    if headers.get(header::IF_NONE_MATCH).is_some_and(|mark| mark.as_bytes() == etag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    facts.sent_whole += 1;
    let body = json!({ "text": facts.home, "of": account }).to_string();
    ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::ETAG, etag)], body).into_response()
}

async fn course(Path(id): Path<i64>) -> Response {
    json_answer(&json!({ "id": id, "title": "示例课程" }).to_string())
}

async fn lesson(Path(id): Path<i64>) -> Response {
    let file = json!({ "id": 5, "name": "示例.mp4", "kind": "video", "bytes": FILM.len() });
    let lesson = json!({ "id": id, "kind": "video", "title": "第一讲（示例）", "duration": 60_000, "course": 3,
        "course_title": "示例课程", "body": "", "file": file, "subtitled": true, "watched": [], "characters": 0 });
    json_answer(&lesson.to_string())
}

async fn film(State(facts): State<Shared>, headers: HeaderMap) -> Response {
    let mut facts = facts.lock().unwrap();
    let range = headers.get(header::RANGE).map_or("", |range| range.to_str().unwrap()).to_owned();
    facts.ranges.push(range.clone());
    if facts.film_status != 0 {
        let status = StatusCode::from_u16(facts.film_status).unwrap();
        return (status, [(header::CONTENT_TYPE, "text/html")], "<h1>欢迎使用无线网络</h1>").into_response();
    }
    let from: usize = range.trim_start_matches("bytes=").trim_end_matches('-').parse().unwrap_or(0);
    let version = facts.film_version;
    let length = facts.film_length.unwrap_or(FILM.len());
    let bytes: Vec<u8> = FILM[from..length].iter().map(|byte| byte ^ version).collect();
    let end = facts.film_breaks_after.map_or(bytes.len(), |most| most.min(bytes.len()));
    let whole = end == bytes.len();
    let (send, pieces) = mpsc::unbounded_channel::<Result<Bytes, std::io::Error>>();
    let sent = bytes[..end].to_vec();
    tokio::spawn(async move {
        for piece in sent.chunks(8_192) {
            send.send(Ok(Bytes::copy_from_slice(piece))).ok();
        }
        if !whole {
            // what was sent is on the line before it breaks
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            send.send(Err(std::io::Error::other("cut"))).ok();
        }
    });
    let status = if range.is_empty() { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
    let head = [
        (header::CONTENT_TYPE, "video/mp4".to_owned()),
        (header::ETAG, format!("\"film-{version}\"")),
        (header::CONTENT_LENGTH, bytes.len().to_string()),
    ];
    (status, head, Body::from_stream(UnboundedReceiverStream::new(pieces))).into_response()
}

async fn meeting(Path(id): Path<i64>) -> Response {
    json_answer(&json!({ "id": id, "title": "示例党员大会", "waits_for_me": true }).to_string())
}

/// An account that has nothing to do with the meetings here.
pub const OTHERS: i64 = 2;
const PACK: i64 = 31;
const CHALLENGE: &str = "challenge";

fn mac(text: &str) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&[7; 32]).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// Three members with codes 100001 to 100003, the second with a card; check-in is open by the server's clock.
async fn pack(State(facts): State<Shared>, Path(id): Path<i64>, headers: HeaderMap) -> Response {
    let mut facts = facts.lock().unwrap();
    if account(&facts, &headers).is_none_or(|account| account == OTHERS) {
        return problem(404, "not_found", "没有找到，或者不在您的管理范围内");
    }
    let now = gsdj_app_lib::clock::now().plus(facts.clock_ahead);
    // by the device's own clock it starts in ten minutes, or was yesterday's
    let opens_at = if facts.clock_ahead < 0 { now.plus(60_000) } else { now.plus(-60_000) };
    facts.receipts.clear();
    let members = (1..=3)
        .map(|n| {
            let mut codes = vec![receipt::code_hash(&mac, PACK, &format!("10000{n}"))];
            if n == 2 {
                codes.push(receipt::code_hash(&mac, PACK, "abcdefgh"));
            }
            PackMember { member: MemberId(n), name: format!("示例{n}"), codes }
        })
        .collect();
    let pack = Pack {
        id: PACK,
        meeting: MeetingId(id),
        kind: MeetingKind::GeneralMeeting,
        title: "示例党员大会 <一>".into(),
        place: "村部".into(),
        starts_at: opens_at.plus(3_600_000),
        opens_at,
        org: "示例支部".into(),
        key: "07".repeat(32),
        challenge: CHALLENGE.into(),
        issued_at: now,
        members,
    };
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], serde_json::to_string(&pack).unwrap())
        .into_response()
}

/// Takes what is signed, once each.
async fn receipts(State(facts): State<Shared>, Path(id): Path<i64>, headers: HeaderMap, body: Bytes) -> Response {
    let form: Receipts = serde_json::from_slice(&body).unwrap();
    take(&facts, &headers, "/api/meetings/7/check-in/receipts", |facts, _| {
        if facts.closed.contains(&id) {
            let body = json!({ "type": "/problems/record_handed_in", "title": "会议记录已经提交，不能再补传签到", "status": 409,
                "code": "record_handed_in", "request_id": "r" });
            return (409, body.to_string());
        }
        let now = gsdj_app_lib::clock::now().plus(facts.clock_ahead);
        let mut outcomes = Vec::new();
        for r in &form.receipts {
            let signed = receipt::sign(&mac, PACK, CHALLENGE, &r.id, r.member, r.at) == r.signature;
            let fate = match (signed && r.at <= now.plus(1_000), facts.receipts.contains(&r.id)) {
                (false, _) => Fate::Refused,
                (true, true) => Fate::Duplicate,
                (true, false) => {
                    facts.receipts.push(r.id.clone());
                    Fate::Accepted
                }
            };
            outcomes.push(ReceiptOutcome { id: r.id.clone(), fate, reason: String::new() });
        }
        (200, serde_json::to_string(&outcomes).unwrap())
    })
}

async fn inbox() -> Response {
    let item = json!({ "id": 5, "topic": "meeting_notice", "title": "会议通知", "body": "示例党员大会", "at": 1, "read": false });
    json_answer(&json!({ "items": [item], "next": null }).to_string())
}

/// The count at once, then whatever the test sends.
async fn stream(State(facts): State<Shared>) -> Response {
    let (sender, receiver) = mpsc::unbounded_channel();
    sender.send(1).unwrap();
    facts.lock().unwrap().listening = Some(sender);
    let events = UnboundedReceiverStream::new(receiver)
        .map(|unread| Ok::<_, std::convert::Infallible>(format!("event: inbox\ndata: {{\"unread\":{unread}}}\n\n")));
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(events)).into_response()
}

async fn read_all(State(facts): State<Shared>, headers: HeaderMap) -> Response {
    take(&facts, &headers, "/api/inbox/read", |_, _| (200, json!({ "unread": 0 }).to_string()))
}

async fn answer(State(facts): State<Shared>, Path(id): Path<i64>, headers: HeaderMap, body: Bytes) -> Response {
    let form: Value = serde_json::from_slice(&body).unwrap();
    let what = form["answer"].as_str().unwrap().to_owned();
    let path = format!("/api/meetings/{id}/answer");
    take(&facts, &headers, &path, |facts, account| {
        if facts.closed.contains(&id) {
            let title = "已超出反馈截止时间（11月24日 09:00）";
            let body = json!({ "type": "/problems/answer_too_late", "title": title, "status": 409,
                "code": "answer_too_late", "request_id": "r" });
            return (409, body.to_string());
        }
        facts.answers.push((account, id, what.clone()));
        (200, json!({ "answer": what, "at": 1 }).to_string())
    })
}

/// Takes a write once per key, and fails as it is told to.
fn take(
    facts: &Shared,
    headers: &HeaderMap,
    path: &str,
    act: impl FnOnce(&mut Facts, i64) -> (u16, String),
) -> Response {
    let (status, body) = {
        let mut facts = facts.lock().unwrap();
        let key = headers.get("idempotency-key").unwrap().to_str().unwrap().to_owned();
        facts.arrived.push((path.to_owned(), key.clone()));
        if let Some(status) = facts.broken {
            return problem(status, "internal", "服务器出错");
        }
        let Some(account) = account(&facts, headers) else { return problem(401, "not_signed_in", "请先登录") };
        let first = facts.by_key.get(&key).cloned();
        let done = first.unwrap_or_else(|| act(&mut facts, account));
        facts.by_key.insert(key, done.clone());
        if facts.die_after_taking {
            // taken, but the connection breaks before the answer is through
            let cut = tokio_stream::once(Err::<Bytes, _>(std::io::Error::from(std::io::ErrorKind::BrokenPipe)));
            return ([(header::CONTENT_LENGTH, "100")], Body::from_stream(cut)).into_response();
        }
        done
    };
    let kind = if status < 400 { "application/json" } else { "application/problem+json" };
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, kind)], body).into_response()
}
