//! The hall's own small web server: phones in the same network check in there. One page, one form, no scripts; its address
//! holds a word that only those learn who see the chair's screen.

use super::Halls;
use crate::owner::Owner;
use crate::trouble::Result;
use axum::extract::{ConnectInfo, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use gsdj_domain::MeetingId;
use gsdj_domain::check_in::HallCheckIn;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that runs until it is closed or dropped.
pub struct Open {
    /// Where phones find it.
    pub address: String,
    /// The meeting it is for.
    pub meeting: MeetingId,
    // dropped with it: then the server ends
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

#[derive(Clone)]
struct Place {
    halls: Arc<Halls>,
    owner: Owner,
    meeting: MeetingId,
    title: String,
}

#[derive(serde::Deserialize)]
struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    code: String,
}

impl Open {
    /// Opens the hall of a meeting at one of this device's addresses, or at all of them.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(halls: Arc<Halls>, owner: Owner, meeting: MeetingId, title: String, at: IpAddr) -> Result<Self> {
        let listener = TcpListener::bind((at, 0)).await?;
        let port = listener.local_addr()?.port();
        let word = &crate::outbox::fresh_key()[..12];
        let place = Place { halls, owner, meeting, title };
        let app = Router::new().route(&format!("/{word}"), get(page).post(typed)).with_state(place);
        let (stop, stopped) = oneshot::channel::<()>();
        let service = app.into_make_service_with_connect_info::<SocketAddr>();
        let ended = tokio::spawn(async move {
            tokio::select! {
                served = async { axum::serve(listener, service).await } => {
                    if let Err(error) = served {
                        tracing::error!(%error, "the hall's server has stopped");
                    }
                }
                // sent never, dropped at the end
                _ = stopped => {}
            }
        });
        let shown = if at.is_unspecified() { own_address() } else { at };
        Ok(Self { address: format!("http://{shown}:{port}/{word}"), meeting, stop, ended })
    }

    /// Closes it: on return nobody new gets in.
    pub async fn close(self) {
        drop(self.stop);
        // a server that broke down has ended too
        let _ = self.ended.await;
    }
}

/// This device's address in its network; itself when there is no network at all.
fn own_address() -> IpAddr {
    // nothing is sent: the system only says from which address it would be
    let asked = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        socket.connect((Ipv4Addr::new(10, 255, 255, 255), 9))?;
        socket.local_addr()
    });
    asked.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

async fn page(State(place): State<Place>) -> Response {
    answer(&place, None)
}

async fn typed(State(place): State<Place>, from: ConnectInfo<SocketAddr>, Form(typed): Form<Typed>) -> Response {
    let from = from.0.ip().to_string();
    let halls = Arc::clone(&place.halls);
    let (owner, meeting) = (place.owner.clone(), place.meeting);
    // the disk is waited for elsewhere than where others are answered
    let done = tokio::task::spawn_blocking(move || halls.check_in(&owner, meeting, (&typed.code, &typed.name), &from));
    let outcome = done.await.unwrap_or_else(|_| Err("这台设备出错了，请主持人代签".into()));
    answer(&place, Some(outcome))
}

fn answer(place: &Place, outcome: Option<std::result::Result<HallCheckIn, String>>) -> Response {
    let said = match outcome {
        None => String::new(),
        Some(Ok(done)) if done.again => {
            format!("<p class=ok>{} 已于 {} 签到</p>", plain(&done.name), done.at.written())
        }
        Some(Ok(done)) => format!("<p class=ok>{} 签到成功（{}）</p>", plain(&done.name), done.at.written()),
        Some(Err(why)) => format!("<p class=no role=alert>{}</p>", plain(&why)),
    };
    let html = PAGE.replace("{title}", &plain(&place.title)).replace("{said}", &said);
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, Html(html)).into_response()
}

/// Text as it may stand in a page.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '<' => "&lt;".into(),
            '>' => "&gt;".into(),
            '&' => "&amp;".into(),
            '"' => "&quot;".into(),
            c => c.to_string(),
        })
        .collect()
}

const PAGE: &str = "<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">\
    <title>会议签到</title><style>body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;background:#faf7f4;color:#1f1a17}\
    header{background:#c01a1f;color:#fff;padding:1rem;font-weight:600}main{padding:1rem;max-width:30rem;margin:auto}\
    label{display:block;margin-top:1rem;font-weight:600}input{font:inherit;width:100%;box-sizing:border-box;padding:.75rem;border:1px solid #8a7b72;border-radius:.6rem}\
    button{font:inherit;font-weight:600;width:100%;margin-top:1.25rem;padding:.85rem;border:0;border-radius:.6rem;background:#bd181d;color:#fff}\
    .ok,.no{padding:.75rem 1rem;border-radius:.6rem;background:#e3f3ea;color:#174f31;font-weight:600}.no{background:#fbe6ef;color:#7a1244}</style>\
    <header>现场签到（本会场网络）</header><main><h1 style=\"font-size:1.25rem\">{title}</h1>{said}\
    <form method=post><label for=code>签到码，或卡上的字符</label><input id=code name=code autocomplete=off required>\
    <label for=name>姓名（可以不填）</label><input id=name name=name autocomplete=off>\
    <button>签到</button></form><p>签到码在平台的会议页面里，各人不同。没有的，请主持人代签。</p></main></html>";

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_can_t_break_the_page() {
        assert_eq!(plain("<b>\"&"), "&lt;b&gt;&quot;&amp;");
    }
}
