//! What the user is told about the outbox and about the app's own refusals, in plain words.

use super::Core;
use crate::clock;
use crate::outbox::{self, Item};
use crate::outside::Event;
use crate::owner::Owner;
use crate::trouble::Result;
use gsdj_domain::Problem;
use gsdj_domain::shell::{OutboxRow, RowState};
use serde_json::json;

impl Core {
    /// What lies in the outbox of whoever is signed in.
    ///
    /// # Errors
    /// When the store fails.
    pub fn outbox_list(&self) -> Result<Vec<OutboxRow>> {
        let Some(line) = self.line().filter(|line| line.ticket.is_some()) else { return Ok(Vec::new()) };
        Ok(self.0.outbox.list(&line.owner())?.into_iter().map(row).collect())
    }

    /// Removes a row of the outbox.
    ///
    /// # Errors
    /// When the store fails.
    pub fn outbox_dismiss(&self, id: i64) -> Result<()> {
        if let Some(line) = self.line() {
            self.0.outbox.dismiss(&line.owner(), id)?;
            self.tell_outbox(&line.owner(), None)?;
        }
        Ok(())
    }

    /// Lets a refused row of the outbox be sent again, and tries to send all that waits.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn outbox_retry(&self, id: i64) -> Result<()> {
        if let Some(line) = self.line() {
            self.0.outbox.retry(&line.owner(), id, &outbox::fresh_key())?;
            self.tell_outbox(&line.owner(), None)?;
        }
        self.drain().await
    }

    /// Tells the pages how the outbox stands; with `refused`, the user is told of that row too.
    pub(super) fn tell_outbox(&self, owner: &Owner, refused: Option<&Item>) -> Result<()> {
        let sentence = refused.map(|item| row(item.clone())).and_then(|row| row.sentence);
        let waiting = self.0.outbox.waiting(owner)?;
        self.0.outside.tell(Event::Outbox, json!({ "waiting": waiting, "refused": sentence }));
        if let Some(sentence) = sentence
            && !self.0.outside.is_watched()
        {
            self.0.outside.notify("一项操作未被接受", &sentence);
        }
        Ok(())
    }
}

fn row(item: Item) -> OutboxRow {
    let problem = item.answer.as_deref().and_then(|text| serde_json::from_str::<Problem>(text).ok());
    let sentence = (item.state == RowState::Refused).then(|| {
        let why = problem.as_ref().map_or("服务器没有说明原因", |problem| problem.title.as_str());
        outbox::refused(&item.what, item.queued_at, clock::now(), why)
    });
    OutboxRow {
        id: item.id,
        state: item.state,
        what: item.what,
        path: item.write.path,
        queued_at: item.queued_at,
        decided_at: item.decided_at,
        sentence,
        hint: problem.and_then(|problem| problem.hint),
    }
}

/// A problem that the app itself has, in the form of those that the server sends.
pub fn own_problem(status: u16, code: &str, title: &str, hint: Option<&str>) -> Problem {
    Problem {
        kind: format!("/problems/{code}"),
        title: title.into(),
        status,
        code: code.into(),
        field: None,
        errors: Vec::new(),
        hint: hint.map(Into::into),
        request_id: String::new(),
    }
}

/// Nobody has said yet which server to talk to.
pub fn no_server() -> Problem {
    own_problem(503, "no_server", "尚未设置服务器", Some("请先填写服务器地址，或选择只在这台电脑上使用"))
}

/// Signing out would leave something unsent.
pub fn outbox_not_empty(waiting: u32) -> Problem {
    own_problem(
        409,
        "outbox_not_empty",
        &format!("还有{waiting}项操作尚未发送，暂未退出登录"),
        Some("请联网后再退出；或在“待发送”页面选择保留或放弃后退出"),
    )
}
