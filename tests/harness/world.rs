//! The small world that every test begins in, and the actors who live there.
//!
//! ```text
//! 1 province ─ 10 committee ─┬ 11 general branch ─ 12 branch A (members 101…110, committee 101 102 103)
//!            │               ├ 13 branch B (201…203; no committee; 203 never changed the first password)
//!            │               └ 14 branch without unit category (401)
//!            └ 100 committee beside it ─ 101000 branch C (301…303, committee 301)
//! ```
//! Editors: 501 and 502 of the province's site, 511 and 512 of 兰州's.
//! 111 has left branch A for another province. Ids 10 and 100 are chosen so that one path begins like the other.

use super::actor::Actor;
use super::database::{self, Database, Engine, SECRET};
use axum::Router;
use gsdj_backend::account::hash_now;
use gsdj_backend::clock::Clock;
use gsdj_backend::http::router;
use gsdj_backend::search::{self, Follower};
use gsdj_backend::secret::Secret;
use gsdj_backend::store::{Conn, Store};
use gsdj_backend::{App, Config, bind};
use gsdj_domain::Instant;
use gsdj_domain::member::citizen as number;
use gsdj_domain::time::DAY;
use sha2::{Digest, Sha256};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use tokio::sync::watch;

/// 2026-03-10 09:00 in Asia/Shanghai: when every world begins.
pub const START: Instant = Instant(1_773_104_400_000);

/// The password of every account that has one.
pub const PASSWORD: &str = "gaotai-2026-cun";

/// Who is who: the ids of the world.
pub mod id {
    /// 省委组织部.
    pub const PROVINCE: i64 = 1;
    /// 党委.
    pub const COMMITTEE: i64 = 10;
    /// 党总支 under it.
    pub const GENERAL_BRANCH: i64 = 11;
    /// Branch A under the general branch.
    pub const BRANCH_A: i64 = 12;
    /// Branch B directly under the committee.
    pub const BRANCH_B: i64 = 13;
    /// A branch whose unit category is not set.
    pub const BRANCH_BARE: i64 = 14;
    /// The committee beside.
    pub const COMMITTEE_BESIDE: i64 = 100;
    /// Branch C under the committee beside.
    pub const BRANCH_C: i64 = 101_000;
    /// Left branch A.
    pub const MEMBER_GONE: i64 = 111;
    /// Editors of the province's site.
    pub const EDITORS: [i64; 2] = [501, 502];
    /// Editors of 兰州's site.
    pub const EDITORS_OF_LANZHOU: [i64; 2] = [511, 512];
    /// Of branch B; the first password stands.
    pub const MEMBER_NEW: i64 = 203;
}

/// An organisation of the world: id, superior, code, kind, unit category, name.
type OrgSeed = (i64, Option<i64>, &'static str, &'static str, Option<&'static str>, &'static str);

const ORGS: [OrgSeed; 8] = [
    (id::PROVINCE, None, "620000000000", "province", None, "示例省委组织部"),
    (id::COMMITTEE, Some(1), "620100000000", "committee", None, "示例川口乡党委"),
    (id::GENERAL_BRANCH, Some(10), "620100000100", "general_branch", None, "示例高台村党总支"),
    (id::BRANCH_A, Some(11), "620100000101", "branch", Some("rural"), "示例高台村第一党支部"),
    (id::BRANCH_B, Some(10), "620100000200", "branch", Some("office"), "示例乡机关党支部"),
    (id::BRANCH_BARE, Some(10), "620100000300", "branch", None, "示例新设党支部"),
    (id::COMMITTEE_BESIDE, Some(1), "620200000000", "committee", None, "示例临江乡党委"),
    (id::BRANCH_C, Some(100), "620200000100", "branch", Some("community"), "示例临江社区党支部"),
];

/// Where the world's things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Branch A.
    A,
    /// Branch B.
    B,
    /// Branch C.
    C,
}

/// The citizen's number of a member: valid, and made of their id.
#[must_use]
pub fn citizen(member: i64) -> String {
    let body = format!("62010019800101{member:03}");
    let check = number::check_char(&body).unwrap();
    format!("{body}{check}")
}

/// The phone of a member, made of their id.
#[must_use]
pub fn phone(member: i64) -> String {
    format!("13800000{member:03}")
}

/// A running platform with its own database and a clock that stands still; cheap to clone.
#[derive(Clone)]
pub struct World(Arc<Parts>);

struct Parts {
    app: App,
    router: Router,
    clock: Clock,
    engine: Engine,
    // the last to go: the store must be closed by then
    database: Database,
    _stop: watch::Sender<bool>,
}

impl World {
    /// A fresh world at [`START`].
    pub async fn new(engine: Engine) -> Self {
        tokio::task::spawn_blocking(move || Self::open(engine)).await.unwrap()
    }

    fn open(engine: Engine) -> Self {
        let database = Database::fresh(engine);
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let mut config = Config::local(listen, database.data.folder.clone());
        config.web = Some(database.data.folder.join("pages"));
        config.data = database.data.clone();
        config.fonts = Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/fonts").into());
        let clock = database::clock();
        let (stop, stopping) = watch::channel(false);
        let app = App::open(config, clock.clone(), stopping).unwrap();
        let router = router(app.clone());
        Self(Arc::new(Parts { app, router, clock, engine, database, _stop: stop }))
    }

    /// The platform itself.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// The engine underneath.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Where the data lie.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.0.database.data.folder
    }

    /// Puts the pages where the server looks for them: the first of them, and no program.
    pub fn install_pages(&self) {
        let folder = self.folder().join("pages");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), include_str!("../../ui/index.html")).unwrap();
    }

    /// Lets the search index follow the store, as a server does twice a second.
    pub async fn follow(&self) {
        let follower = Follower::new(self.app().clone(), search::SOURCES).unwrap();
        follower.follow().await.unwrap();
    }

    pub(super) fn router(&self) -> Router {
        self.0.router.clone()
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.app.now()
    }

    /// Moves the clock; everybody's session goes on as if it had just been used.
    pub async fn at(&self, now: Instant) {
        self.0.clock.set(now);
        let (seen, ends) = (now, now.plus(30 * DAY));
        self.write(move |c| c.execute("UPDATE session SET last_seen = ?1, expires_at = ?2", bind![seen, ends])).await;
        self.0.app.sessions.forget_all();
    }

    /// Moves the clock and nothing else.
    pub fn only_clock(&self, now: Instant) {
        self.0.clock.set(now);
    }

    /// Runs `f` as a write, past all rules.
    pub async fn write<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Conn<'_>) -> gsdj_backend::Result<T> + Send + 'static,
    ) -> T {
        self.0.app.store.write(f).await.unwrap()
    }

    /// Runs one statement, past all rules.
    pub async fn sql(&self, sql: impl Into<String>) {
        let sql = sql.into();
        self.write(move |c| c.execute(&sql, bind![])).await;
    }

    /// The number that a query answers.
    pub async fn number(&self, sql: impl Into<String>) -> i64 {
        let sql = sql.into();
        self.0.app.store.read(move |c| c.number(&sql, bind![])).await.unwrap()
    }

    /// The texts that a query answers, one a row.
    pub async fn texts(&self, sql: impl Into<String>) -> Vec<String> {
        let sql = sql.into();
        self.0.app.store.read(move |c| c.rows(&sql, bind![], |r| r.get::<String>(0))).await.unwrap()
    }

    /// Nobody.
    #[must_use]
    pub fn anon(&self) -> Actor {
        Actor::new(self.clone(), None)
    }

    /// Whoever the account belongs to.
    #[must_use]
    pub fn account(&self, account: i64) -> Actor {
        Actor::new(self.clone(), Some(&token(account)))
    }

    /// The branch administrator of branch A.
    #[must_use]
    pub fn branch_admin(&self) -> Actor {
        self.account(id::BRANCH_A)
    }

    /// The branch administrator of a place.
    #[must_use]
    pub fn branch_of(&self, place: Place) -> Actor {
        self.account(match place {
            Place::A => id::BRANCH_A,
            Place::B => id::BRANCH_B,
            Place::C => id::BRANCH_C,
        })
    }

    /// The immediate superior of branch A: its general branch.
    #[must_use]
    pub fn superior(&self) -> Actor {
        self.account(id::GENERAL_BRANCH)
    }

    /// The committee above the superior.
    #[must_use]
    pub fn committee(&self) -> Actor {
        self.account(id::COMMITTEE)
    }

    /// The committee beside.
    #[must_use]
    pub fn committee_beside(&self) -> Actor {
        self.account(id::COMMITTEE_BESIDE)
    }

    /// The province.
    #[must_use]
    pub fn province(&self) -> Actor {
        self.account(id::PROVINCE)
    }

    /// The first or second editor of the province's site.
    #[must_use]
    pub fn editor(&self, n: usize) -> Actor {
        self.account(id::EDITORS[n - 1])
    }

    /// The first or second editor of 兰州's site.
    #[must_use]
    pub fn lanzhou(&self, n: usize) -> Actor {
        self.account(id::EDITORS_OF_LANZHOU[n - 1])
    }

    /// The `n`th member of branch A, 1 to 10; 1 is the secretary.
    #[must_use]
    pub fn member(&self, n: i64) -> Actor {
        self.account(100 + n)
    }

    /// The `n`th member of a place.
    #[must_use]
    pub fn member_of(&self, place: Place, n: i64) -> Actor {
        self.account(match place {
            Place::A => 100 + n,
            Place::B => 200 + n,
            Place::C => 300 + n,
        })
    }
}

/// The token of an account's session in the template.
fn token(account: i64) -> String {
    format!("token-of-{account}")
}

/// Fills an empty store with the small world.
pub(super) fn settle(store: &Store) {
    let secret = Secret::from_text(SECRET).unwrap();
    gsdj_backend::content::install(store).unwrap();
    store
        .write_now(move |c| {
            for org in ORGS {
                org_row(c, &org)?;
            }
            for member in (101..=111).chain(201..=203).chain(301..=303).chain([401]) {
                member_row(c, &secret, member)?;
            }
            for (site, editors) in [("province", id::EDITORS), ("lanzhou", id::EDITORS_OF_LANZHOU)] {
                for (n, editor) in editors.into_iter().enumerate() {
                    editor_row(c, site, n + 1, editor)?;
                }
            }
            for (org, seat, member, post) in [
                (id::BRANCH_A, 0, 101, "secretary"),
                (id::BRANCH_A, 1, 102, "organisation"),
                (id::BRANCH_A, 2, 103, "publicity"),
                (id::BRANCH_C, 0, 301, "secretary"),
            ] {
                let sql = "INSERT INTO committee_post (org_id, seat, member_id, post) VALUES (?1, ?2, ?3, ?4)";
                c.execute(sql, bind![org, seat, member, post])?;
            }
            Ok(())
        })
        .unwrap();
}

fn path(org: i64) -> String {
    let superior = ORGS.iter().find(|o| o.0 == org).and_then(|o| o.1);
    format!("{}{org}/", superior.map_or_else(|| "/".into(), path))
}

fn org_row(c: &mut Conn<'_>, org: &OrgSeed) -> gsdj_backend::Result<()> {
    let (id, superior, code, kind, category, name) = *org;
    let sql = "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '示例市', '示例路 1 号', 1)";
    c.execute(sql, bind![id, code, name, kind, superior, &path(id), category])?;
    account_rows(c, id, true)
}

fn member_row(c: &mut Conn<'_>, secret: &Secret, member: i64) -> gsdj_backend::Result<()> {
    let org = match member {
        101..=111 => id::BRANCH_A,
        201..=203 => id::BRANCH_B,
        401 => id::BRANCH_BARE,
        _ => id::BRANCH_C,
    };
    let status = if member == id::MEMBER_GONE { "left_province" } else { "present" };
    let (citizen, phone, name) = (citizen(member), phone(member), format!("示例{member}"));
    let (cipher, phone_cipher) = (secret.seal(&citizen)?, secret.seal(&phone)?);
    let sql =
        "INSERT INTO member (id, citizen_hash, citizen_cipher, name, sex, birth, ethnicity, education, joined, class,
                 org_id, phone_hash, phone_cipher, phone_mask, status)
               VALUES (?1, ?2, ?3, ?4, 'male', '1980-01-01', '汉族', '大专', '2005-07-01', 'full', ?5, ?6, ?7, ?8, ?9)";
    let (hash, phone_hash, mask) = (secret.lookup(&citizen), secret.lookup(&phone), number::mask_phone(&phone));
    let values = bind![member, &hash, &cipher, &name, org, &phone_hash, &phone_cipher, &mask, status];
    c.execute(sql, values)?;
    account_rows(c, member, member != id::MEMBER_NEW)
}

fn editor_row(c: &mut Conn<'_>, site: &str, n: usize, editor: i64) -> gsdj_backend::Result<()> {
    let sql = "INSERT INTO editor (id, login, name, site, org_id, active, since) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)";
    let (login, name) = (format!("{}{n:02}", site.to_uppercase()), format!("示例编辑{editor}"));
    c.execute(sql, bind![editor, &login, &name, site, id::PROVINCE, START])?;
    account_rows(c, editor, true)
}

/// A session for everybody, and a password for all who have changed their first one.
fn account_rows(c: &mut Conn<'_>, account: i64, changed: bool) -> gsdj_backend::Result<()> {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| hash_now(PASSWORD).unwrap());
    if changed {
        let sql = "INSERT INTO credential (account_id, password, must_change) VALUES (?1, ?2, 0)";
        c.execute(sql, bind![account, hash])?;
    }
    let token_hash = Sha256::digest(token(account).as_bytes()).to_vec();
    let sql = "INSERT INTO session (id, token_hash, account_id, device, address, created_at, last_seen, expires_at)
               VALUES (?1, ?2, ?3, '示例设备', '127.0.0.1', ?4, ?4, ?5)";
    c.execute(sql, bind![account, &token_hash, account, START, START.plus(30 * DAY)])?;
    Ok(())
}
