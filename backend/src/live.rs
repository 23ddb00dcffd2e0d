//! What happens right now, told to whoever listens on this node (SSE): a nudge to look again, never the content.

use gsdj_domain::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::broadcast;

/// What an account should look at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The inbox.
    Inbox,
    /// Meetings, and what waits for review.
    Meetings,
    /// A group study and its questions.
    Asked,
}

/// A nudge for one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Event {
    /// Whom it is for.
    pub account: AccountId,
    /// What to look at.
    pub subject: Subject,
}

/// The listeners of this node.
#[derive(Clone, Default)]
pub struct Live {
    listeners: Arc<Mutex<HashMap<AccountId, broadcast::Sender<Subject>>>>,
}

impl Live {
    /// Hears what concerns `account` from now on; a listener that lags is told to look at everything.
    #[must_use]
    pub fn listen(&self, account: AccountId) -> broadcast::Receiver<Subject> {
        let mut listeners = self.lock();
        listeners.entry(account).or_insert_with(|| broadcast::channel(16).0).subscribe()
    }

    /// Tells the listeners; forgets those that went away.
    pub fn tell(&self, events: &[Event]) {
        let mut listeners = self.lock();
        for event in events {
            let gone = listeners.get(&event.account).is_some_and(|sender| sender.send(event.subject).is_err());
            if gone {
                listeners.remove(&event.account);
            }
        }
    }

    /// How many accounts have a listener on this node.
    #[must_use]
    pub fn listening(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<AccountId, broadcast::Sender<Subject>>> {
        // a poisoned map is still a map: nothing here leaves it half-changed
        self.listeners.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
