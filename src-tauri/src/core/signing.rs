//! Signing in and out: the token goes from the server into the keychain and never to a page.

use super::{ApiAnswer, Core, Line, telling};
use crate::cache::Cache;
use crate::clock;
use crate::outside::Event;
use crate::owner::{Ticket, Token};
use crate::remote::Ask;
use crate::trouble::Result;
use gsdj_domain::account::SignedIn;
use gsdj_domain::routes::Tag;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::PoisonError;
use std::time::Duration;

/// How long signing out waits for the outbox, and then for the server.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is to become of unsent work when its owner signs out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unsent {
    /// Not said: ask.
    Ask,
    /// It waits for the owner's next sign-in on this device.
    Keep,
    /// It is thrown away.
    Discard,
}

impl Core {
    pub(super) async fn sign_in(&self, line: Line, mut body: Value) -> Result<ApiAnswer> {
        if let Some(form) = body.as_object_mut() {
            form.entry("device").or_insert_with(|| json!(device()));
        }
        let text = body.to_string();
        let ask = Ask { method: Method::POST, body: Some(&text), ..Ask::get("/api/session", None) };
        let reply = match line.remote.ask(ask).await {
            Ok(reply) if reply.is_ours() => reply,
            Ok(_) | Err(_) => {
                self.lost();
                return Ok(ApiAnswer::problem(telling::own_problem(
                    0,
                    "offline",
                    "当前没有网络，无法登录",
                    Some("请联网后重试"),
                )));
            }
        };
        self.heard();
        let Ok(signed_in) = serde_json::from_slice::<SignedIn>(&reply.body) else {
            return Ok(ApiAnswer::of(&reply));
        };
        self.admit(&line, &signed_in)?;
        let without_token = SignedIn { token: String::new(), ..signed_in };
        let body = serde_json::to_value(without_token).unwrap_or_default();
        Ok(ApiAnswer { body, ..ApiAnswer::new(reply.status, "null") })
    }

    fn admit(&self, line: &Line, signed_in: &SignedIn) -> Result<()> {
        let ticket = Ticket { account: signed_in.me.account, token: Token::new(signed_in.token.clone()) };
        if let Err(error) = self.0.keychain.write(&line.name, &ticket) {
            // better signed in until the app is closed than not at all
            tracing::error!(%error, "the sign-in can't be kept");
        }
        let line = Line { ticket: Some(ticket), ..line.clone() };
        keep_me(&self.0.cache, &line, signed_in)?;
        *self.0.line.write().unwrap_or_else(PoisonError::into_inner) = Some(line);
        self.0.wake.notify_one();
        self.drain_soon();
        self.download_soon();
        Ok(())
    }

    /// Signs out: `{"outbox": "keep" | "discard"}` says what is to become of unsent work; without it and with such
    /// work the answer is a 409 `outbox_not_empty`.
    pub(super) async fn sign_out(&self, line: Line, body: Value) -> Result<ApiAnswer> {
        let Some(ticket) = &line.ticket else { return Ok(ApiAnswer::new(204, "null")) };
        let owner = line.owner();
        let unsent = match body.get("outbox").and_then(Value::as_str) {
            Some("keep") => Unsent::Keep,
            Some("discard") => Unsent::Discard,
            Some(_) | None => Unsent::Ask,
        };
        if unsent == Unsent::Ask && self.0.outbox.waiting(&owner)? > 0 {
            tokio::time::timeout(PATIENCE, self.drain_soon()).await.ok();
            let waiting = self.0.outbox.waiting(&owner)?;
            if waiting > 0 {
                return Ok(ApiAnswer::problem(telling::outbox_not_empty(waiting)));
            }
        }
        let ask = Ask { method: Method::DELETE, ..Ask::get("/api/session", Some(&ticket.token)) };
        // without a network the session ends on the server when it expires, or from another device
        tokio::time::timeout(PATIENCE, line.remote.ask(ask)).await.ok();
        self.forget_ticket(&line)?;
        self.0.cache.clear(&owner)?;
        self.0.downloads.clear(&owner)?;
        if unsent == Unsent::Discard {
            self.0.outbox.clear(&owner)?;
        }
        Ok(ApiAnswer::new(204, "null"))
    }

    /// The server doesn't know the token any more: the pages will ask to sign in again. What is kept stays for then.
    pub(super) fn session_ended(&self, line: &Line) -> Result<()> {
        if line.ticket.is_some() && self.is_current(line) {
            self.forget_ticket(line)?;
            self.0.outside.tell(Event::Online, json!({ "signed_out": true }));
        }
        Ok(())
    }

    fn forget_ticket(&self, line: &Line) -> Result<()> {
        if let Some(now) = self.0.line.write().unwrap_or_else(PoisonError::into_inner).as_mut()
            && now.name == line.name
        {
            now.ticket = None;
        }
        self.0.wake.notify_one();
        self.0.keychain.remove(&line.name)
    }
}

/// Who it is can be shown without a network from now on.
fn keep_me(cache: &Cache, line: &Line, signed_in: &SignedIn) -> Result<()> {
    let me = serde_json::to_string(&signed_in.me).unwrap_or_default();
    cache.put(&line.owner(), "/api/session", &[Tag::Session], &me, None, clock::now())
}

/// What the list of sessions calls this device.
const fn device() -> &'static str {
    if cfg!(target_os = "android") {
        "手机 App（Android）"
    } else if cfg!(target_os = "ios") {
        "手机 App（iOS）"
    } else if cfg!(target_os = "windows") {
        "电脑 App（Windows）"
    } else if cfg!(target_os = "macos") {
        "电脑 App（macOS）"
    } else {
        "电脑 App（Linux）"
    }
}
