//! Taking meetings along, checking in without internet, handing up (FEATURES 13.4).

use super::{ApiRequest, Core, Line};
use crate::clock;
use crate::trouble::{Result, Trouble};
use gsdj_domain::check_in::{Hall, HallCheckIn, Pack, ReceiptOutcome};
use gsdj_domain::{MeetingId, Problem};
use serde_json::json;

/// What the device types by itself is counted under this name.
const HERE: &str = "here";

impl Core {
    /// Takes a meeting along: needs the server.
    ///
    /// # Errors
    /// The sentence that says why not.
    pub async fn hall_take(&self, meeting: MeetingId, device: String) -> Result<Option<Hall>> {
        let line = self.signed_in()?;
        let at = clock::now();
        let pack: Pack =
            self.post(&line, &format!("/api/meetings/{meeting}/pack"), json!({ "device": device })).await?;
        self.0.halls.keep(&line.owner(), &pack, at)?;
        self.hall(meeting)
    }

    /// A meeting that was taken along; `None` when it was not.
    ///
    /// # Errors
    /// When the store fails.
    pub fn hall(&self, meeting: MeetingId) -> Result<Option<Hall>> {
        let line = self.signed_in()?;
        self.0.halls.hall(&line.owner(), meeting, self.hall_address(meeting))
    }

    /// Checks somebody in on this device.
    ///
    /// # Errors
    /// The sentence that says why not.
    pub fn hall_check_in(&self, meeting: MeetingId, code: &str, name: &str) -> Result<HallCheckIn> {
        let line = self.signed_in()?;
        self.0.halls.check_in(&line.owner(), meeting, (code, name), HERE).map_err(Trouble::Server)
    }

    /// Hands up what waits, pack by pack; the server says of each what became of it.
    ///
    /// # Errors
    /// The sentence that says why not; what was taken by then is noted.
    pub async fn hall_hand_up(&self, meeting: MeetingId) -> Result<Option<Hall>> {
        let line = self.signed_in()?;
        let path = format!("/api/meetings/{meeting}/check-in/receipts");
        for held in self.0.halls.packs(&line.owner(), meeting)? {
            let pack = held.pack.id;
            loop {
                let receipts = self.0.halls.waiting(pack)?;
                if receipts.is_empty() {
                    break;
                }
                let outcomes: Vec<ReceiptOutcome> =
                    self.post(&line, &path, json!({ "pack": pack, "receipts": receipts })).await?;
                // an answer that leaves some of them out would be asked for for ever
                if outcomes.len() < receipts.len() {
                    return Err(Trouble::Server("服务器的答复不完整，请稍后再上传".into()));
                }
                self.0.halls.settle(pack, &outcomes)?;
            }
        }
        self.hall(meeting)
    }

    fn signed_in(&self) -> Result<Line> {
        self.line().filter(|line| line.ticket.is_some()).ok_or_else(|| Trouble::Server("请先登录".into()))
    }

    async fn post<T: serde::de::DeserializeOwned>(
        &self,
        line: &Line,
        path: &str,
        body: serde_json::Value,
    ) -> Result<T> {
        let request =
            ApiRequest { method: "POST".into(), path: path.into(), body: Some(body), key: None, version: None };
        let answer = self.write(line.clone(), reqwest::Method::POST, request).await?;
        if (200..300).contains(&answer.status) {
            return serde_json::from_value(answer.body)
                .map_err(|_| Trouble::Server("服务器的答复无法识别，请更新应用".into()));
        }
        let problem: Option<Problem> = serde_json::from_value(answer.body).ok();
        let said = problem.map(|p| [Some(p.title), p.hint].into_iter().flatten().collect::<Vec<_>>().join("。"));
        Err(Trouble::Server(said.unwrap_or_else(|| "服务器没有说明原因".into())))
    }
}

#[cfg(desktop)]
impl Core {
    /// Opens the hall to the phones of this network, and says where.
    ///
    /// # Errors
    /// When nothing was taken along, or no port can be had.
    pub async fn hall_open(&self, meeting: MeetingId) -> Result<Option<Hall>> {
        let line = self.signed_in()?;
        let hall = self.hall(meeting)?.ok_or_else(|| Trouble::Server("请先下载离线签到包".into()))?;
        let halls = std::sync::Arc::clone(&self.0.halls);
        let open = crate::hall::Open::start(halls, line.owner(), meeting, hall.title, self.0.hall_at).await?;
        self.exchange_hall(Some(open)).await;
        self.hall(meeting)
    }

    /// Closes it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn hall_close(&self, meeting: MeetingId) -> Result<Option<Hall>> {
        self.exchange_hall(None).await;
        self.hall(meeting)
    }

    async fn exchange_hall(&self, open: Option<crate::hall::Open>) {
        let before = {
            let mut held = self.0.open_hall.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            std::mem::replace(&mut *held, open)
        };
        if let Some(before) = before {
            before.close().await;
        }
    }

    fn hall_address(&self, meeting: MeetingId) -> Option<String> {
        let open = self.0.open_hall.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        open.as_ref().filter(|open| open.meeting == meeting).map(|open| open.address.clone())
    }
}

/// Phones open no server of their own.
#[cfg(not(desktop))]
impl Core {
    /// Never on a phone.
    ///
    /// # Errors
    /// Always.
    #[expect(clippy::unused_async, reason = "the same signature as on the desktop")]
    pub async fn hall_open(&self, _meeting: MeetingId) -> Result<Option<Hall>> {
        Err(Trouble::Server("手机和平板不能为其他手机开设签到，请在电脑上打开，或者在这里逐个输入".into()))
    }

    /// There is nothing to close.
    ///
    /// # Errors
    /// When the store fails.
    #[expect(clippy::unused_async, reason = "the same signature as on the desktop")]
    pub async fn hall_close(&self, meeting: MeetingId) -> Result<Option<Hall>> {
        self.hall(meeting)
    }

    const fn hall_address(&self, _meeting: MeetingId) -> Option<String> {
        None
    }
}
