//! Writing: at once where it must be, through the outbox where it may wait (FEATURES 10.2).
//!
//! What may wait is on the disk before it is sent; then it is sent at once if there is a network, and by [`Core::drain`]
//! later if there is none.

use super::{ApiAnswer, ApiRequest, Core, Line, telling};
use crate::clock;
use crate::outbox::{self, Item, Write};
use crate::owner::Owner;
use crate::remote::{Ask, Failure, Reply};
use crate::trouble::Result;
use gsdj_domain::routes::{self, Tag};
use gsdj_domain::shell::RowState;
use gsdj_domain::{Problem, Refusal};
use reqwest::Method;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How long a page waits for what it sent before it is told that it waits in the outbox.
const PATIENCE: Duration = Duration::from_secs(8);
/// The same, when the network was away just now.
const PATIENCE_OFFLINE: Duration = Duration::from_secs(2);
/// How often the server may fail over one row before the rows behind it are let past.
const FAILURES_MAX: u32 = 10;

/// What a try to send a row has come to.
enum Outcome {
    /// The server decided.
    Decided(RowState, Reply),
    /// Not now: later rows wait as well.
    Later,
    /// The connection was never made.
    NotSent,
    /// The session has ended: the rows wait for the next sign-in.
    SignInAgain,
    /// The server failed.
    Failed(Reply),
}

impl Core {
    /// Sends a write that can't wait.
    pub(super) async fn write(&self, line: Line, method: Method, request: ApiRequest) -> Result<ApiAnswer> {
        let body = request.body.map(|body| body.to_string());
        // the server keeps answers under their keys: one that shows a password must not be kept
        let secret = request.path == "/api/password";
        let key = request.key.unwrap_or_else(outbox::fresh_key);
        let ask = Ask {
            method,
            body: body.as_deref(),
            key: (!secret).then_some(key.as_str()),
            version: request.version,
            ..Ask::get(&request.path, line.ticket.as_ref().map(|ticket| &ticket.token))
        };
        let reply = match line.remote.ask(ask).await {
            Ok(reply) if reply.is_ours() => reply,
            Ok(_) | Err(_) => {
                self.lost();
                return Ok(ApiAnswer::offline());
            }
        };
        self.heard();
        if reply.status == 401 {
            self.session_ended(&line)?;
        }
        if reply.is_ok() {
            self.changed(&line.owner(), &request.path)?;
        }
        Ok(ApiAnswer::of(&reply))
    }

    /// Puts a write into the outbox and waits a moment for it to be sent.
    pub(super) async fn queue(&self, line: Line, method: Method, request: ApiRequest) -> Result<ApiAnswer> {
        if line.ticket.is_none() {
            return Ok(ApiAnswer::refused(&Refusal::NotSignedIn));
        }
        let owner = line.owner();
        let body = request.body.unwrap_or_else(|| serde_json::json!({})).to_string();
        let what = outbox::what(&request.path, &body, self.title(&owner, &request.path).as_deref());
        let key = request.key.unwrap_or_else(outbox::fresh_key);
        let write = Write { method: method.to_string(), path: request.path, body, key };
        let id = self.0.outbox.put(&owner, &write, &what, clock::now())?;

        let online = self.0.online.load(Ordering::Relaxed);
        let sending = self.drain_soon();
        // on time-out the sending goes on
        tokio::time::timeout(if online { PATIENCE } else { PATIENCE_OFFLINE }, sending).await.ok();
        match self.0.outbox.get(&owner, id)? {
            Some(Item { state: RowState::Sent | RowState::Refused, status: Some(status), answer, .. }) => {
                // whoever waits for it is told now and needs no row to tell it again
                self.0.outbox.dismiss(&owner, id)?;
                self.tell_outbox(&owner, None)?;
                Ok(ApiAnswer::new(status, answer.as_deref().unwrap_or("null")))
            }
            Some(_) | None => {
                self.tell_outbox(&owner, None)?;
                Ok(ApiAnswer::queued())
            }
        }
    }

    /// Begins to send what waits; the handle ends when nothing more can be sent for now.
    pub(crate) fn drain_soon(&self) -> tokio::task::JoinHandle<()> {
        let core = self.clone();
        tokio::spawn(async move {
            if let Err(error) = core.drain().await {
                tracing::error!(%error, "the outbox can't be sent");
            }
        })
    }

    /// Sends what waits for whoever is signed in, in order, until all is sent or something stands in the way.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drain(&self) -> Result<()> {
        let _alone = self.0.draining.lock().await;
        while let Some(line) = self.line().filter(|line| line.ticket.is_some()) {
            let owner = line.owner();
            let Some(item) = self.0.outbox.begin(&owner)? else { break };
            let outcome = self.send(&line, &item).await;
            if !self.settle_row(&line, &owner, item, outcome)? {
                break;
            }
        }
        Ok(())
    }

    async fn send(&self, line: &Line, item: &Item) -> Outcome {
        let write = &item.write;
        let ask = Ask {
            method: write.method.parse().unwrap_or(Method::POST),
            body: Some(&write.body),
            key: Some(&write.key),
            ..Ask::get(&write.path, line.ticket.as_ref().map(|ticket| &ticket.token))
        };
        let reply = match line.remote.ask(ask).await {
            Ok(reply) if reply.is_ours() => reply,
            Err(Failure::NotSent) => return Outcome::NotSent,
            Ok(_) | Err(Failure::Unknown) => {
                self.lost();
                return Outcome::Later;
            }
        };
        match reply.status {
            200..300 => Outcome::Decided(RowState::Sent, reply),
            401 => Outcome::SignInAgain,
            403 if code(&reply).as_deref() == Some("password_must_change") => Outcome::Later,
            408 | 425 | 429 | 502..=504 => Outcome::Later,
            500.. => Outcome::Failed(reply),
            _ => Outcome::Decided(RowState::Refused, reply),
        }
    }

    /// Notes the outcome; whether the next row may be tried.
    fn settle_row(&self, line: &Line, owner: &Owner, item: Item, outcome: Outcome) -> Result<bool> {
        let outbox = &self.0.outbox;
        match outcome {
            Outcome::Decided(state, reply) => {
                self.heard();
                outbox.decided(item.id, state, reply.status, &reply.text(), clock::now())?;
                self.changed(owner, &item.write.path)?;
                let refused = if state == RowState::Refused { outbox.get(owner, item.id)? } else { None };
                self.tell_outbox(owner, refused.as_ref())?;
                Ok(true)
            }
            Outcome::Failed(reply) if outbox.failed(item.id)? >= FAILURES_MAX => {
                let problem =
                    telling::own_problem(reply.status, "server_failed", "服务器多次处理失败", Some("请稍后重试"));
                let text = serde_json::to_string(&problem).unwrap_or_default();
                outbox.decided(item.id, RowState::Refused, reply.status, &text, clock::now())?;
                self.tell_outbox(owner, outbox.get(owner, item.id)?.as_ref())?;
                Ok(true)
            }
            Outcome::NotSent => {
                outbox.not_sent(&item)?;
                self.lost();
                Ok(false)
            }
            Outcome::SignInAgain => {
                self.session_ended(line)?;
                Ok(false)
            }
            Outcome::Later | Outcome::Failed(_) => Ok(false),
        }
    }

    /// A write was taken: copies that show what it changed are outdated.
    fn changed(&self, owner: &Owner, path: &str) -> Result<()> {
        match routes::find(path) {
            Some(route) => self.0.cache.outdate(owner, route.changes),
            None => Ok(()),
        }
    }

    /// The title of the meeting that a write is an answer to, from whatever copy shows it.
    fn title(&self, owner: &Owner, path: &str) -> Option<String> {
        let meeting = outbox::meeting_of(path)?;
        let copies = [Tag::Meetings, Tag::Home].map(|tag| self.0.cache.showing(owner, tag).unwrap_or_default());
        copies.iter().flatten().find_map(|text| outbox::title(&serde_json::from_str(text).ok()?, meeting))
    }
}

fn code(reply: &Reply) -> Option<String> {
    serde_json::from_slice::<Problem>(&reply.body).ok().map(|problem| problem.code)
}
