//! The live line to the server (SSE): hears at once that there is something new, that the network is back, and that it
//! is gone; what the user should know while looking elsewhere becomes a system notification.

mod lines;

use crate::core::Core;
use crate::remote::next_piece;
use lines::Lines;
use std::time::Duration;

/// The first wait after a broken line.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait; phones save their battery.
const LONGEST_WAIT: Duration =
    Duration::from_secs(if cfg!(any(target_os = "android", target_os = "ios")) { 30 } else { 8 });
/// How often rows that the server put off are tried again.
const TRY_AGAIN: Duration = Duration::from_secs(20);

/// Keeps the line up for as long as the app runs.
pub async fn run(core: Core) {
    let mut wait = FIRST_WAIT;
    let mut unread = None;
    loop {
        if !core.is_signed_in() {
            core.woken().await;
            continue;
        }
        match listen(&core, &mut unread).await {
            Ended::AfterHearing => wait = FIRST_WAIT,
            Ended::Unheard => wait = (wait * 2).min(LONGEST_WAIT),
        }
        // not all devices at the same moment when a server comes back
        let jitter = Duration::from_millis(rand::random_range(0..400));
        tokio::time::timeout(wait + jitter, core.woken()).await.ok();
    }
}

/// Tries again, from time to time, what the server put off.
pub async fn keep_sending(core: Core) {
    loop {
        tokio::time::sleep(TRY_AGAIN).await;
        if core.is_anything_waiting() {
            core.drain_soon().await.ok();
        }
    }
}

enum Ended {
    /// The line was up and broke, or another sign-in needs another one.
    AfterHearing,
    /// It never came up.
    Unheard,
}

async fn listen(core: &Core, unread: &mut Option<u32>) -> Ended {
    let Some((mut stream, line)) = core.open_stream().await else { return Ended::Unheard };
    // an app closed with something in its outbox starts with a network: nothing was lost that could come back
    core.drain_soon();
    let mut lines = Lines::default();
    loop {
        let piece = tokio::select! {
            piece = next_piece(&mut stream) => piece,
            () = core.woken() => {
                if core.is_current(&line) {
                    continue;
                }
                return Ended::AfterHearing;
            }
        };
        let Ok(Some(piece)) = piece else { return Ended::AfterHearing };
        for (event, data) in lines.take(&piece) {
            match event.as_str() {
                "inbox" => *unread = core.hear_inbox(&data, *unread).await,
                "meetings" => core.hear_meetings(),
                "asked" => core.hear_asked(),
                _ => tracing::debug!(event, "an event that this version of the app does not know"),
            }
        }
    }
}
