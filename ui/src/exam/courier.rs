//! Sends what was answered: at once when there is a network, again when it is back, from whichever page is open.
//!
//! Of a sitting one request is under way at a time; what was answered meanwhile follows it. Everything it sends may be sent twice.

use super::keep;
use crate::api::{self, ApiError, Sent};
use crate::kit::{Tone, toast};
use gsdj_domain::SittingId;
use gsdj_domain::exam::AnswersForm;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::time::Duration;

/// How often what could not be sent is tried again.
const AGAIN: Duration = Duration::from_secs(10);

thread_local! {
    static UNDER_WAY: RefCell<BTreeSet<SittingId>> = const { RefCell::new(BTreeSet::new()) };
    static AWAKE: Cell<bool> = const { Cell::new(false) };
}

/// Begins to look after what waits; the first time it is called, for as long as the program lives.
pub fn wake() {
    if AWAKE.replace(true) {
        return;
    }
    // a new root takes the place of whoever is being drawn, and must give it back
    let drawing = Owner::current();
    let owner = Owner::new_root(None);
    owner.with(|| {
        // made here: what belongs to a page goes with it
        let online = api::online();
        Effect::new(move |_| {
            if online.get() {
                send_all();
            }
        });
    });
    if let Some(drawing) = drawing {
        drawing.set();
    }
    // for as long as the program lives
    std::mem::forget(owner);
    // a network that comes back without the browser's saying so is found by trying
    let _ = set_interval_with_handle(send_all, AGAIN);
}

fn send_all() {
    keep::waiting().into_iter().for_each(send);
}

/// Sends what waits of a sitting, if nothing of it is under way already.
pub fn send(id: SittingId) {
    if !UNDER_WAY.with_borrow_mut(|all| all.insert(id)) {
        return;
    }
    spawn_local(async move {
        // what was answered while the last was under way goes next
        while deliver(id).await {}
        UNDER_WAY.with_borrow_mut(|all| all.remove(&id));
    });
}

/// Sends what waits of a sitting; says whether to look again at once.
async fn deliver(id: SittingId) -> bool {
    let Some(kept) = keep::load(id).filter(|kept| kept.waits(crate::kit::clock::now())) else { return false };
    let form = AnswersForm { answers: kept.pending() };
    let outcome = if kept.hand_in {
        api::exam::hand_in(id, form).await.map(|sent| match sent {
            Sent::Done(view) => {
                keep::see(&view);
                true
            }
            Sent::Queued => false,
        })
    } else {
        api::exam::answer(id, form).await.map(|sent| match sent {
            Sent::Done(stands) => {
                keep::change(id, |kept| kept.heard(&stands.answers));
                true
            }
            Sent::Queued => false,
        })
    };
    match outcome {
        Ok(arrived) => arrived,
        Err(ApiError::Offline | ApiError::Broken(_)) => false,
        Err(ApiError::Refused(problem)) => {
            refused(id, &problem.code, &problem.title).await;
            false
        }
    }
}

/// What the server refuses it will refuse again: how the sitting stands is read, and what comes of it is shown.
async fn refused(id: SittingId, code: &str, title: &str) {
    match code {
        "exam_handed_in" | "exam_time_is_up" => {
            if let Ok(view) = api::exam::sitting(id).await {
                keep::see(&view.data);
            }
            api::touch(&[Tag::Sittings, Tag::Points]);
        }
        "not_found" => keep::drop_it(id),
        // what is no answer to its questions would be refused for ever
        "exam_not_an_answer" => {
            toast::show(Tone::Bad, title);
            keep::change(id, |kept| kept.own.clear());
        }
        // signing in comes first, or the server is busy: it waits
        _ => {}
    }
}
