//! The lists of branch building on a county's demo data: every role of the demo asks again and again for what its pages show.

use crate::load::{self, Bytes, request};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::net::TcpStream;

/// A list, who asks for it, and how.
pub struct List {
    /// What the figure is called.
    pub name: &'static str,
    /// Whether it is a list of rows, which owes a share of bare axum; sums and whole pages owe their CPU only.
    pub is_list: bool,
    role: &'static str,
    path: &'static str,
}

const fn list(name: &'static str, role: &'static str, path: &'static str) -> List {
    List { name, is_list: true, role, path }
}

const fn other(name: &'static str, role: &'static str, path: &'static str) -> List {
    List { name, is_list: false, role, path }
}

/// The lists; `{own}` is the asker's own organisation.
pub const LISTS: &[List] = &[
    list("county_inbox", "member", "/api/inbox"),
    list("county_meetings_member", "member", "/api/meetings"),
    list("county_meetings_branch", "branch_admin", "/api/meetings"),
    list("county_meetings_committee", "committee_admin", "/api/meetings"),
    list("county_meetings_done", "committee_admin", "/api/meetings?stage=done"),
    other("county_meetings_counts", "committee_admin", "/api/meetings/counts"),
    list("county_members_branch", "branch_admin", "/api/orgs/{own}/members"),
    list("county_members_committee", "committee_admin", "/api/orgs/{own}/members"),
    list("county_orgs", "province_admin", "/api/orgs"),
    list("county_reviews", "general_branch_admin", "/api/reviews"),
    list("county_filed", "general_branch_admin", "/api/reviews/filed"),
    list("county_disclosures", "committee_admin", "/api/disclosures"),
    list("county_experiences", "member", "/api/experiences"),
    list("county_urges", "branch_admin", "/api/urges"),
    list("county_checks", "committee_admin", "/api/self-checks"),
    other("county_branch_page", "branch_admin", "/api/branch"),
];

/// Fills a folder with the county.
///
/// # Errors
/// When the demo can't be filled.
pub fn fill(program: &Path, folder: &Path) -> Result<()> {
    let mut demo = Command::new(program);
    demo.args(["demo", "--size", "county", "--data"]).arg(folder).env("GSDJ_LOG", "warn").stdout(Stdio::null());
    ensure!(demo.status()?.success(), "the demo failed");
    Ok(())
}

/// The accounts of the demo's roles, signed in.
pub struct Accounts(Vec<(String, String, i64)>);

impl Accounts {
    /// Signs everybody in.
    ///
    /// # Errors
    /// When somebody can't.
    pub async fn enter(program: &Path, address: SocketAddr) -> Result<Self> {
        let listed = Command::new(program).args(["demo", "accounts", "--json"]).output()?;
        let accounts: Vec<Value> = serde_json::from_slice(&listed.stdout)?;
        let mut entered = Vec::new();
        let (mut stream, mut buffer) = (TcpStream::connect(address).await?, Vec::new());
        for account in accounts {
            let text = |field: &str| account[field].as_str().unwrap_or_default().to_owned();
            let body = serde_json::json!({ "account": text("account"), "password": text("password") }).to_string();
            let begins = load::ask(&mut stream, &request("POST", "/api/session", "", &body), &mut buffer).await?;
            let session: Value = serde_json::from_slice(&buffer[begins..])?;
            let token = session["token"].as_str().context("no token")?.to_owned();
            let begins = load::ask(&mut stream, &request("GET", "/api/session", &token, ""), &mut buffer).await?;
            let me: Value = serde_json::from_slice(&buffer[begins..])?;
            entered.push((text("role"), token, me["org"].as_i64().context("no organisation")?));
        }
        Ok(Self(entered))
    }

    /// The request for a list.
    ///
    /// # Errors
    /// When nobody has the role.
    pub fn request(&self, list: &List) -> Result<Bytes> {
        let (_, token, own) = self.0.iter().find(|a| a.0 == list.role).with_context(|| format!("no {}", list.role))?;
        Ok(request("GET", &list.path.replace("{own}", &own.to_string()), token, ""))
    }
}
