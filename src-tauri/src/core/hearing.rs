//! What the live line brings: copies become outdated, the pages look again, the user is told when looking elsewhere.

use super::{Core, Line};
use crate::outside::Event;
use crate::remote::Ask;
use gsdj_domain::Page;
use gsdj_domain::inbox::{InboxItem, Unread};
use gsdj_domain::routes::{TOLD, Tag};
use reqwest::Response;
use serde_json::{Value, json};

impl Core {
    /// Whether somebody is signed in.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.line().is_some_and(|line| line.ticket.is_some())
    }

    /// Whether something waits to be sent.
    pub(crate) fn is_anything_waiting(&self) -> bool {
        let line = self.line().filter(|line| line.ticket.is_some());
        line.is_some_and(|line| self.0.outbox.waiting(&line.owner()).is_ok_and(|waiting| waiting > 0))
    }

    /// Returns when somebody has signed in or out, or another server was chosen.
    pub(crate) async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// Opens the live line; also returns for which sign-in it is.
    pub(crate) async fn open_stream(&self) -> Option<(Response, Line)> {
        let line = self.line()?;
        let ticket = line.ticket.as_ref()?;
        match line.remote.stream("/api/inbox/stream", &ticket.token).await {
            Ok(response) if response.status().is_success() => {
                self.heard();
                Some((response, line))
            }
            Ok(response) if response.status().as_u16() == 401 => {
                self.log(self.session_ended(&line));
                None
            }
            Ok(_) => None,
            Err(_) => {
                self.lost();
                None
            }
        }
    }

    /// The inbox changed; `before` is the count known so far. Returns the count now.
    pub(crate) async fn hear_inbox(&self, data: &str, before: Option<u32>) -> Option<u32> {
        let Ok(Unread { unread }) = serde_json::from_str(data) else { return before };
        self.outdate(TOLD);
        self.outdate(&[Tag::Session]);
        self.0.outside.tell(Event::Inbox, json!({ "unread": unread }));
        if before.is_some_and(|before| unread > before) && !self.0.outside.is_watched() {
            self.notify_newest(unread).await;
        }
        Some(unread)
    }

    /// A meeting of the user's changed.
    pub(crate) fn hear_meetings(&self) {
        self.outdate(&[Tag::Meetings, Tag::Home, Tag::Reviews]);
        self.0.outside.tell(Event::Meetings, Value::Null);
    }

    /// A group study in which the user sits asks something, or no longer.
    pub(crate) fn hear_asked(&self) {
        self.outdate(&[Tag::Asked, Tag::Home]);
        self.0.outside.tell(Event::Asked, Value::Null);
    }

    async fn notify_newest(&self, unread: u32) {
        let Some(line) = self.line() else { return };
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        let newest = line.remote.ask(Ask::get("/api/inbox?unread=true&limit=1", token)).await.ok();
        let newest = newest.and_then(|reply| serde_json::from_slice::<Page<InboxItem>>(&reply.body).ok());
        match newest.and_then(|page| page.items.into_iter().next()) {
            Some(item) => self.0.outside.notify(&item.title, &item.body),
            None => self.0.outside.notify("新的通知", &format!("您有{unread}条未读通知")),
        }
    }

    fn outdate(&self, tags: &[Tag]) {
        if let Some(line) = self.line() {
            self.log(self.0.cache.outdate(&line.owner(), tags));
        }
    }

    fn log(&self, result: crate::trouble::Result<()>) {
        if let Err(error) = result {
            tracing::error!(%error, "the device failed while the live line was heard");
        }
    }
}
