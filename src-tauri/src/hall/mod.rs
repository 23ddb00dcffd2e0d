//! A hall without internet (FEATURES 13.4): meetings that this device took along, and the check-ins made on it.
//!
//! A check-in is a receipt signed under the pack's key; it is on the disk before anybody is told that it counts, and stays
//! until the server has said what became of it. The device's clock is corrected by what it was off when the pack was taken.

#[cfg(desktop)]
mod serve;

#[cfg(desktop)]
pub use serve::Open;

use crate::clock;
use crate::owner::Owner;
use crate::trouble::Result;
use gsdj_domain::check_in::{
    CheckInRefusal, Fate, Hall, HallCheckIn, HallPerson, Pack, PackMember, Receipt, ReceiptOutcome, guessing, receipt,
};
use gsdj_domain::{Instant, MeetingId, MemberId};
use hmac::{Hmac, Mac};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::Sha256;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS pack (
        id INTEGER PRIMARY KEY, server TEXT NOT NULL, account INTEGER NOT NULL, meeting INTEGER NOT NULL,
        body TEXT NOT NULL, ahead INTEGER NOT NULL, taken_at INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS pack_meeting ON pack (server, account, meeting, id);
    CREATE TABLE IF NOT EXISTS receipt (
        pack INTEGER NOT NULL, id TEXT NOT NULL, member INTEGER NOT NULL, at INTEGER NOT NULL, signature TEXT NOT NULL,
        fate TEXT, reason TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (pack, id), UNIQUE (pack, member));
";

/// What is kept of the halls.
pub struct Halls {
    db: Mutex<Connection>,
    /// Wrong codes, by who typed them: a phone's address, or the device itself.
    tries: Mutex<HashMap<String, (u32, Instant)>>,
}

/// A pack with what it takes to use it.
pub struct Held {
    /// The pack.
    pub pack: Pack,
    /// How far the server's clock is ahead of this device's, in milliseconds.
    ahead: i64,
    taken_at: Instant,
}

impl Held {
    /// Now, by the corrected clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        clock::now().plus(self.ahead)
    }

    fn mac(&self) -> impl Fn(&str) -> [u8; 32] {
        let hex = self.pack.key.as_bytes();
        let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0);
        let key: Vec<u8> = hex.chunks(2).map(|two| two.iter().map(digit).fold(0, |n, d| n << 4 | d)).collect();
        move |text| {
            // every length of key is taken
            let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&key) else { return [0; 32] };
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().into()
        }
    }

    /// Whose code this is; `name` narrows it down.
    fn known(&self, code: &str, name: &str) -> Vec<&PackMember> {
        let hash = receipt::code_hash(&self.mac(), self.pack.id, code);
        let fits = |m: &&PackMember| m.codes.contains(&hash) && (name.is_empty() || m.name == name);
        self.pack.members.iter().filter(fits).collect()
    }
}

impl Halls {
    /// Opens what is kept in `file`.
    ///
    /// # Errors
    /// When the file can't be made or is damaged.
    pub fn open(file: &Path) -> Result<Self> {
        let db = Connection::open(file)?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        db.execute_batch(SCHEMA)?;
        Ok(Self { db: Mutex::new(db), tries: Mutex::new(HashMap::new()) })
    }

    /// Keeps a pack that was just taken; those before it keep their check-ins.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep(&self, owner: &Owner, pack: &Pack, at: Instant) -> Result<()> {
        let body = serde_json::to_string(pack).unwrap_or_default();
        self.db().execute(
            "INSERT OR REPLACE INTO pack (id, server, account, meeting, body, ahead, taken_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![pack.id, owner.server, owner.account.0, pack.meeting.0, body, pack.issued_at.0 - at.0, at.0],
        )?;
        Ok(())
    }

    /// The packs of a meeting, the latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn packs(&self, owner: &Owner, meeting: MeetingId) -> Result<Vec<Held>> {
        let db = self.db();
        let mut find = db.prepare_cached(
            "SELECT body, ahead, taken_at FROM pack WHERE server = ?1 AND account = ?2 AND meeting = ?3 ORDER BY id DESC",
        )?;
        let rows = find.query_map(params![owner.server, owner.account.0, meeting.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
        })?;
        let mut held = Vec::new();
        for row in rows {
            let (body, ahead, taken_at) = row?;
            if let Ok(pack) = serde_json::from_str(&body) {
                held.push(Held { pack, ahead, taken_at: Instant(taken_at) });
            }
        }
        Ok(held)
    }

    /// The hall as the pages show it, from all packs of the meeting; `None` when none was taken.
    ///
    /// # Errors
    /// When the store fails.
    pub fn hall(&self, owner: &Owner, meeting: MeetingId, address: Option<String>) -> Result<Option<Hall>> {
        let packs = self.packs(owner, meeting)?;
        let Some(latest) = packs.first() else { return Ok(None) };
        let mut people: Vec<HallPerson> = latest.pack.members.iter().map(person).collect();
        let mut waiting = 0;
        for held in &packs {
            for (receipt, fate, reason) in self.receipts(held.pack.id)? {
                waiting += u32::from(fate.is_none());
                if let Some(p) = people.iter_mut().find(|p| p.member == receipt.member && p.at.is_none()) {
                    (p.at, p.fate, p.reason) = (Some(receipt.at), fate, reason);
                }
            }
        }
        let pack = &latest.pack;
        Ok(Some(Hall {
            meeting,
            title: pack.title.clone(),
            place: pack.place.clone(),
            starts_at: pack.starts_at,
            opens_at: pack.opens_at,
            taken_at: latest.taken_at,
            now: latest.now(),
            people,
            waiting,
            address,
        }))
    }

    /// Checks somebody in by their own code or their card; `from` is who types. On return it is on the disk.
    ///
    /// # Errors
    /// The sentence that says why not.
    pub fn check_in(
        &self,
        owner: &Owner,
        meeting: MeetingId,
        (code, name): (&str, &str),
        from: &str,
    ) -> std::result::Result<HallCheckIn, String> {
        let packs = self.packs(owner, meeting).map_err(|e| e.to_string())?;
        let held = packs.first().ok_or("这台设备没有下载离线签到包")?;
        let now = held.now();
        if now < held.pack.opens_at {
            return Err(CheckInRefusal::TooEarly { opens_at: held.pack.opens_at, now }.sentence());
        }
        self.count_try(from, now)?;
        let member = match held.known(code, name.trim())[..] {
            [one] => one.clone(),
            [] => return Err("没有找到：请核对签到码或卡上的字符，以及姓名".into()),
            [..] => {
                self.forgive(from);
                return Err("请同时填写姓名".into());
            }
        };
        for held in &packs {
            if let Some(at) = self.since(held.pack.id, member.member).map_err(|e| e.to_string())? {
                // one's own code, typed again and again, buys no tries at others'
                self.forgive(from);
                return Ok(HallCheckIn { name: member.name, at, again: true });
            }
        }
        self.sign(held, member.member, now).map_err(|e| e.to_string())?;
        self.tries().remove(from);
        Ok(HallCheckIn { name: member.name, at: now, again: false })
    }

    /// Counts a try as a wrong one before it is looked at: many at once are as many.
    fn count_try(&self, from: &str, now: Instant) -> std::result::Result<(), String> {
        let mut tries = self.tries();
        let (failures, last) = tries.get(from).copied().unwrap_or((0, Instant(0)));
        if let Some(until) = guessing::paused_until(failures, last, now) {
            return Err(CheckInRefusal::TooManyTries { until, now }.sentence());
        }
        tries.insert(from.to_owned(), (guessing::after_failure(failures, last, now), now));
        Ok(())
    }

    /// Takes the count of one try back.
    fn forgive(&self, from: &str) {
        if let Some((failures, _)) = self.tries().get_mut(from) {
            *failures = failures.saturating_sub(1);
        }
    }

    fn sign(&self, held: &Held, member: MemberId, now: Instant) -> Result<()> {
        let id = crate::outbox::fresh_key();
        let signature = receipt::sign(&held.mac(), held.pack.id, &held.pack.challenge, &id, member, now);
        self.db().execute(
            "INSERT INTO receipt (pack, id, member, at, signature) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (pack, member) DO NOTHING",
            params![held.pack.id, id, member.0, now.0, signature],
        )?;
        Ok(())
    }

    fn since(&self, pack: i64, member: MemberId) -> Result<Option<Instant>> {
        let db = self.db();
        let mut find = db.prepare_cached("SELECT at FROM receipt WHERE pack = ?1 AND member = ?2")?;
        Ok(find.query_row(params![pack, member.0], |row| row.get(0)).optional()?.map(Instant))
    }

    fn receipts(&self, pack: i64) -> Result<Vec<(Receipt, Option<Fate>, String)>> {
        let db = self.db();
        let mut find = db.prepare_cached(
            "SELECT id, member, at, signature, fate, reason FROM receipt WHERE pack = ?1 ORDER BY at, id",
        )?;
        let rows = find.query_map([pack], |row| {
            let receipt = Receipt {
                id: row.get(0)?,
                member: MemberId(row.get(1)?),
                at: Instant(row.get(2)?),
                signature: row.get(3)?,
            };
            let fate = row.get::<_, Option<String>>(4)?.and_then(|code| Fate::from_code(&code));
            Ok((receipt, fate, row.get(5)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What of a pack waits to be handed up, at most as many as one upload takes.
    ///
    /// # Errors
    /// When the store fails.
    pub fn waiting(&self, pack: i64) -> Result<Vec<Receipt>> {
        let all = self.receipts(pack)?.into_iter();
        Ok(all.filter(|(_, fate, _)| fate.is_none()).map(|(r, _, _)| r).take(receipt::UPLOAD_MAX).collect())
    }

    /// Notes what the server said.
    ///
    /// # Errors
    /// When the store fails.
    pub fn settle(&self, pack: i64, outcomes: &[ReceiptOutcome]) -> Result<()> {
        let mut db = self.db();
        let tx = db.transaction()?;
        for outcome in outcomes {
            tx.execute(
                "UPDATE receipt SET fate = ?3, reason = ?4 WHERE pack = ?1 AND id = ?2",
                params![pack, outcome.id, outcome.fate.code(), outcome.reason],
            )?;
        }
        tx.commit()?;
        Ok(())
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tries(&self) -> MutexGuard<'_, HashMap<String, (u32, Instant)>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn person(m: &PackMember) -> HallPerson {
    HallPerson { member: m.member, name: m.name.clone(), at: None, fate: None, reason: String::new() }
}
