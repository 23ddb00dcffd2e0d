//! What a calendar program fetches: no sign-in but the address itself, which shows what its account sees today and nothing
//! once the account may not enter any more.

use super::{ics, store};
use crate::account;
use crate::app::App;
use crate::error::Result;
use crate::http::{Caller, ReadProblems};
use crate::meeting::{self, Activity};
use crate::store::Conn;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::calendar::{ENTRIES_MAX, FEED_SPAN};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{Instant, Refusal};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

/// How exactly the last fetch is noted, in milliseconds.
const NOTED_EVERY: i64 = HOUR;

/// The calendar as RFC 5545 has it; the id is the account's secret.
#[utoipa::path(get, path = "/api/calendar/feed/{id}", tag = "calendar",
    params(("id" = String, Path, description = "the secret, with `.ics` behind it")),
    responses((status = 200, description = "the calendar", content_type = "text/calendar", body = String), ReadProblems))]
pub(super) async fn feed(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response> {
    let token = id.strip_suffix(".ics").ok_or(Refusal::NotFound)?;
    let (hash, now) = (account::token_hash(token), app.now());
    let found = move |c: &mut Conn<'_>| {
        let (account, read_at) = store::holder(c, &hash)?.ok_or(Refusal::NotFound)?;
        let holder = account::holder(c, account, now)?.ok_or(Refusal::NotFound)?;
        let who = Caller::acting(holder, IpAddr::V4(Ipv4Addr::LOCALHOST));
        let all = around(c, &who, now)?;
        let due = read_at.is_none_or(|at| at.plus(NOTED_EVERY) <= now);
        Ok((all, who.name.clone(), due.then_some(account)))
    };
    let (all, name, unnoted) = app.store.read(found).await?;
    if let Some(account) = unnoted {
        app.store.write(move |c| store::read(c, account, now)).await?;
    }
    let text = ics::write(&name, &base(&app, &headers), &all)?;
    let etag = Sha256::digest(text.as_bytes()).iter().take(12).fold(String::from("\""), |mut etag, byte| {
        // writing to a string cannot fail
        let _ = write!(etag, "{byte:02x}");
        etag
    });
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, crate::file::disposition("inline", "甘肃党建日历.ics")),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, etag + "\""),
    ];
    Ok((headers, text).into_response())
}

/// What is to come, and what took place lately: where there is too much for one feed, what is to come goes first.
fn around(c: &mut Conn<'_>, who: &Caller, now: Instant) -> Result<Vec<Activity>> {
    let (scope, today) = (who.scope(), now.plus(-DAY));
    let (from, to) = (now.plus(-FEED_SPAN.0 * DAY), now.plus(FEED_SPAN.1 * DAY));
    let coming = meeting::activities(c, &scope, who.org, (today, to), ENTRIES_MAX, now)?;
    let mut all = meeting::activities(c, &scope, who.org, (from, today), ENTRIES_MAX - coming.len(), now)?;
    // what began before and still goes on is in both
    let known = |a: &Activity, all: &[Activity]| all.iter().any(|b| b.entry.id == a.entry.id);
    let begun = all.len();
    for activity in coming {
        if !known(&activity, &all[..begun]) {
            all.push(activity);
        }
    }
    Ok(all)
}

/// Where the platform's pages are, for the entries' links: as configured, or as the request says it got here.
fn base(app: &App, headers: &HeaderMap) -> String {
    if !app.config.address.is_empty() {
        return app.config.address.trim_end_matches('/').to_owned();
    }
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let scheme = if app.config.secure_cookies { "https" } else { "http" };
    format!("{scheme}://{host}")
}
