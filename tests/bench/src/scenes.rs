//! What is measured, scene by scene.

use crate::articles;
use crate::bare;
use crate::county::{self, Accounts};
use crate::figures::Figures;
use crate::load::{self, Bytes, Outcome, Plan, request};
use crate::process::Server;
use crate::province;
use crate::storm::{self, quantile};
use crate::study;
use crate::world::{self, World};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Clients of every load but the sign-ins'.
const CLIENTS: usize = 64;
/// The goals of the platform: shares of bare axum's requests a second, CPU per request in ms, and so on.
const READ_SHARE: f64 = 0.30;
const WRITE_SHARE: f64 = 0.15;
/// What guests read.
const GUEST_SHARE: f64 = 0.60;
/// How long a search may take among so many articles, in ms, 99 times of 100; and how many there are in a quick run.
const SEARCH_P99: f64 = 20.0;
const SEARCHED: i64 = 100_000;
const SEARCHED_QUICKLY: i64 = 5_000;
/// How long an answer and a check-in may take in a storm, and the forecast to show it, in ms, 99 times of 100.
const ANSWER_P99: f64 = 50.0;
const LAG_P99: f64 = 200.0;
/// Lists a second that are read while others sign in.
const READS_BESIDE: f64 = 2_000.0;

/// How far the load's threads step back behind the server's. Both share one machine: a load beside it drives quick
/// answers best, while slower ones suffer when each of them pushes the server off its processor to be counted. Every
/// scene is measured both ways and the better one stands, the limit's own as well.
const NICENESS: [i32; 2] = [0, 10];

struct Stage {
    runtimes: Vec<tokio::runtime::Runtime>,
    figures: Figures,
    time: Duration,
    hello: f64,
}

/// How long the roll-up of the province may take, in seconds, and hold, in MiB.
const ROLLUP_TIME: f64 = 60.0;
const ROLLUP_MEMORY: f64 = 1_536.0;
/// Which part of the province a quick run settles.
const QUICK_PART: i64 = 100;

/// Runs every scene; `quick` takes a second each instead of four.
pub fn run(quick: bool) -> Result<Figures> {
    within(|program, folder| scenes(program, folder, quick))
}

/// Runs the roll-up alone.
pub fn run_rollup(quick: bool) -> Result<Figures> {
    within(|program, folder| {
        let mut figures = Figures::default();
        rollup(&mut figures, program, folder, quick)?;
        Ok(figures)
    })
}

/// The nightly roll-up on a province's ledger; a quick run on a part of it, with that part of the limits.
fn rollup(figures: &mut Figures, program: &Path, folder: &Path, quick: bool) -> Result<()> {
    let (part, data) = (if quick { QUICK_PART } else { 1 }, folder.join("province"));
    province::fill(&data, part)?;
    let seen = province::run(program, &data)?;
    let name = if quick { "rollup_part" } else { "rollup_province" };
    figures.add(name, seen.took, "s", ROLLUP_TIME / part as f64);
    figures.add(&format!("{name}_memory"), seen.memory, "MiB", ROLLUP_MEMORY);
    std::fs::remove_dir_all(&data)?;
    Ok(())
}

/// Waits until a server has made its search index; how long that took.
fn indexed(data: &Path) -> Result<Duration> {
    let begun = Instant::now();
    while !articles::indexed(data)? {
        ensure!(begun.elapsed() < Duration::from_secs(600), "the index was not built");
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(begun.elapsed())
}

fn within(scenes: impl FnOnce(&Path, &Path) -> Result<Figures>) -> Result<Figures> {
    let program = PathBuf::from(std::env::var_os("GSDJ_BENCH_SERVER").context("GSDJ_BENCH_SERVER names no program")?);
    let folder = std::env::temp_dir().join(format!("gsdj-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = scenes(&program, &folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn scenes(program: &Path, folder: &Path, quick: bool) -> Result<Figures> {
    let runtimes = NICENESS.into_iter().map(load::runtime).collect::<Result<Vec<_>>>()?;
    let time = Duration::from_secs(if quick { 1 } else { 3 });
    let mut stage = Stage { runtimes, figures: Figures::default(), time, hello: 0.0 };
    stage.hello()?;
    let data = folder.join("data");
    std::fs::create_dir_all(&data)?;
    let world = world::fill(&data)?;
    stage.start(program, &data)?;
    {
        let server = Server::platform(program, &data, &[])?;
        stage.lists(&server, &world)?;
        stage.articles(&server, &world)?;
        go_on("storm", stage.storm(&server, &world, quick));
        go_on("study", stage.study(&server, &world));
        let grouped = stage.answers(&server, &world, "answer_write")?;
        stage.sign_ins(&server, &world)?;
        drop(server);
        stage.ungrouped(program, &data, &world, grouped)?;
    }
    go_on("county", stage.county(program, folder));
    go_on("search", stage.search(program, folder, if quick { SEARCHED_QUICKLY } else { SEARCHED }));
    go_on("rollup", rollup(&mut stage.figures, program, folder, quick));
    let rows = bare::inserts_per_second(folder, stage.time)?;
    stage.figures.add("bare_sqlite_insert", rows, "rows/s", rows);
    stage.sync(program, folder)?;
    Ok(stage.figures)
}

/// Milliseconds since 1970.
fn now() -> Result<i64> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?)
}

/// A scene that fails says why and leaves its figures out; the others stand all the same.
fn go_on(scene: &str, outcome: Result<()>) {
    if let Err(error) = outcome {
        eprintln!("{scene}: FAILED, its figures are left out: {error}");
    }
}

impl Stage {
    fn load(&self, server: &Server, requests: Vec<Bytes>, clients: usize) -> Result<(Outcome, f64)> {
        let plan = Plan { clients, time: Duration::from_millis(300), repeat: true, pace: None };
        self.load_with(server, plan, || requests.clone())
    }

    /// Likewise with what `next` gives for each load: requests that are answered so only once.
    fn load_with(&self, server: &Server, plan: Plan, mut next: impl FnMut() -> Vec<Bytes>) -> Result<(Outcome, f64)> {
        let mut best = None::<(Outcome, f64)>;
        for runtime in &self.runtimes {
            runtime.block_on(load::run(server.address, next(), plan))?;
            let (before, whole) = (server.cpu_ms()?, Plan { time: self.time, ..plan });
            let outcome = runtime.block_on(load::run(server.address, next(), whole))?;
            let cpu = (server.cpu_ms()? - before) / outcome.requests.max(1) as f64;
            if best.as_ref().is_none_or(|(best, _)| best.per_second < outcome.per_second) {
                best = Some((outcome, cpu));
            }
        }
        best.context("no load was run")
    }

    fn tell(&mut self, name: &str, (outcome, cpu): &(Outcome, f64), goal: f64, cpu_goal: f64) {
        self.figures.add(name, outcome.per_second, "requests/s", goal);
        self.figures.add(&format!("{name}_of_hello"), outcome.per_second / self.hello, "ratio", goal / self.hello);
        self.figures.add(&format!("{name}_cpu"), *cpu, "ms/request", cpu_goal);
        self.figures.add(&format!("{name}_p50"), outcome.p50, "ms", 0.0);
        self.figures.add(&format!("{name}_p99"), outcome.p99, "ms", 0.0);
    }

    fn hello(&mut self) -> Result<()> {
        let server = Server::bare()?;
        let measured = self.load(&server, vec![request("GET", "/hello", "", "")], CLIENTS)?;
        self.hello = measured.0.per_second;
        let (goal, cpu) = (self.hello, measured.1);
        self.tell("hello", &measured, goal, cpu);
        Ok(())
    }

    fn start(&mut self, program: &Path, data: &Path) -> Result<()> {
        let mut ready: Vec<f64> = Vec::new();
        for _ in 0..3 {
            let server = Server::platform(program, data, &[])?;
            ready.push(server.ready_after.as_secs_f64());
        }
        ready.sort_by(f64::total_cmp);
        self.figures.add("ready", ready[1], "s", 0.5);
        // the first start makes the search index of what is there; idle is what the server is after that
        let server = Server::platform(program, data, &[])?;
        indexed(data)?;
        drop(server);
        let server = Server::platform(program, data, &[])?;
        std::thread::sleep(Duration::from_secs(2));
        let (resident, own) = server.memory_mb()?;
        self.figures.add("idle_memory", resident, "MB", 60.0);
        self.figures.add("idle_memory_anonymous", own, "MB", 60.0);
        Ok(())
    }

    fn lists(&mut self, server: &Server, world: &World) -> Result<()> {
        let inbox: Vec<_> =
            world.members.iter().take(200).map(|(_, token)| request("GET", "/api/inbox", token, "")).collect();
        let measured = self.load(server, inbox, CLIENTS)?;
        let goal = self.hello * READ_SHARE;
        self.tell("inbox_list", &measured, goal, 0.15);
        let meetings: Vec<_> = world.branches.iter().map(|token| request("GET", "/api/meetings", token, "")).collect();
        let measured = self.load(server, meetings, CLIENTS)?;
        self.tell("meeting_list", &measured, goal, 0.15);
        Ok(())
    }

    /// What a guest reads: articles, and the lists of a column and of the one above it.
    fn articles(&mut self, server: &Server, world: &World) -> Result<()> {
        let goal = self.hello * GUEST_SHARE;
        let read = |path: String| request("GET", &path, "", "");
        let page = |id: &i64| read(format!("/api/articles/{id}"));
        let measured = self.load(server, world.articles.iter().map(page).collect(), CLIENTS)?;
        self.tell("article_page", &measured, goal, 0.08);
        let list = |id: &i64| read(format!("/api/columns/{id}/articles"));
        let measured = self.load(server, world.columns.iter().map(list).collect(), CLIENTS)?;
        self.tell("article_list", &measured, goal, 0.08);
        Ok(())
    }

    /// One after another, as the limit is a time and not a number.
    fn search(&mut self, program: &Path, folder: &Path, many: i64) -> Result<()> {
        let data = folder.join("articles");
        articles::fill_many(&data, many, now()?)?;
        let server = Server::platform(program, &data, &[])?;
        self.figures.add("search_index", indexed(&data)?.as_secs_f64(), "s", 0.0);
        let asked = articles::questions().iter().map(|path| request("GET", path, "", "")).collect();
        let (outcome, cpu) = self.load(&server, asked, 1)?;
        self.figures.add("search", outcome.p99, "ms", SEARCH_P99);
        self.figures.add("search_p50", outcome.p50, "ms", 0.0);
        self.figures.add("search_cpu", cpu, "ms/request", 0.0);
        self.figures.add("search_memory", server.memory_mb()?.0, "MB", 0.0);
        drop(server);
        std::fs::remove_dir_all(&data)?;
        Ok(())
    }

    fn answers(&mut self, server: &Server, world: &World, name: &str) -> Result<f64> {
        let body = |n: usize| if n == 0 { r#"{"answer":"attend"}"# } else { r#"{"answer":"leave","reason":"外出"}"# };
        let one = |n: usize| {
            let put = move |(meeting, token): &(i64, String)| {
                request("PUT", &format!("/api/meetings/{meeting}/answer"), token, body(n))
            };
            world.members.iter().map(put).collect::<Vec<_>>()
        };
        let requests: Vec<Bytes> = (0..2).flat_map(one).collect();
        let measured = self.load(server, requests, CLIENTS)?;
        let goal = (self.hello * WRITE_SHARE).min(5_000.0);
        self.tell(name, &measured, goal, 0.20);
        Ok(measured.0.per_second)
    }

    /// Players say where they stand; each word is kept before it is answered.
    fn study(&mut self, server: &Server, world: &World) -> Result<()> {
        // a beat that comes again changes nothing: each load has its own
        let plan = Plan { clients: CLIENTS, time: Duration::from_millis(300), repeat: false, pace: None };
        let mut beats = study::Beats::default();
        let measured = self.load_with(server, plan, || beats.next(world, world::FIRST_MEMBER))?;
        let goal = (self.hello * WRITE_SHARE).min(5_000.0);
        self.tell("study_heartbeat", &measured, goal, 0.20);
        Ok(())
    }

    /// The lists with a county's data.
    fn county(&mut self, program: &Path, folder: &Path) -> Result<()> {
        let data = folder.join("county");
        county::fill(program, &data)?;
        let server = Server::platform(program, &data, &[])?;
        let accounts = self.runtimes[0].block_on(Accounts::enter(program, server.address))?;
        for list in county::LISTS {
            let goal = if list.is_list { self.hello * READ_SHARE } else { 0.0 };
            let measured = self.load(&server, vec![accounts.request(list)?], CLIENTS)?;
            self.tell(list.name, &measured, goal, 0.15);
        }
        Ok(())
    }

    /// A thousand members answer and check in within a minute; in ten seconds where it must be quick.
    fn storm(&mut self, server: &Server, world: &World, quick: bool) -> Result<()> {
        let time = Duration::from_secs(if quick { 10 } else { 60 });
        let before = server.cpu_ms()?;
        let seen = self.runtimes[0].block_on(storm::run(server.address, &world.storm, time))?;
        let cpu = server.cpu_ms()? - before;
        let writes = seen.answers.len() + seen.check_ins.len();
        for (name, times, goal) in [
            ("answer_storm", &seen.answers, ANSWER_P99),
            ("check_in_storm", &seen.check_ins, ANSWER_P99),
            ("forecast_lag", &seen.lags, LAG_P99),
        ] {
            self.figures.add(&format!("{name}_p50"), quantile(times, 0.5), "ms", 0.0);
            self.figures.add(&format!("{name}_p99"), quantile(times, 0.99), "ms", goal);
        }
        self.figures.add("answer_storm_ticks", f64::from(seen.ticks), "reads", 0.0);
        // with all that follows a write: the member's page and the chair's
        self.figures.add("answer_storm_cpu", cpu / writes as f64, "ms/write", 0.0);
        Ok(())
    }

    fn ungrouped(&mut self, program: &Path, data: &Path, world: &World, grouped: f64) -> Result<()> {
        let server = Server::platform(program, data, &[("GSDJ_COMMIT_EACH", "true")])?;
        let each = self.answers(&server, world, "answer_write_ungrouped")?;
        self.figures.add("answer_write_grouping", grouped / each, "times", 5.0);
        Ok(())
    }

    fn sign_ins(&mut self, server: &Server, world: &World) -> Result<()> {
        let body = |code: &String| format!(r#"{{"account":"{code}","password":"{}"}}"#, world::PASSWORD);
        let requests: Vec<_> =
            world.codes.iter().map(|code| request("POST", "/api/session", "", &body(code))).collect();
        let alone = self.load(server, requests.clone(), 8)?;
        self.tell("sign_in", &alone, 60.0, 1000.0 / 60.0);
        // other requests meanwhile: reads that come at a steady pace, with and without sign-ins beside them
        let reads: Vec<_> = world.branches.iter().map(|token| request("GET", "/api/meetings", token, "")).collect();
        let plan = Plan { clients: 16, time: self.time, repeat: true, pace: Some(READS_BESIDE) };
        let calm = self.runtimes[0].block_on(load::run(server.address, reads.clone(), plan))?;
        let beside = Plan { clients: 8, pace: None, ..plan };
        let (busy, signed_in) = self.runtimes[0].block_on(async {
            tokio::try_join!(load::run(server.address, reads, plan), load::run(server.address, requests, beside))
        })?;
        self.figures.add("sign_in_beside_reads", signed_in.per_second, "requests/s", 60.0);
        self.figures.add("read_beside_sign_in_p50", busy.p50, "ms", calm.p50);
        self.figures.add("read_beside_sign_in_p99", busy.p99, "ms", calm.p99);
        Ok(())
    }

    fn sync(&mut self, program: &Path, folder: &Path) -> Result<()> {
        let files = world::registry_files(folder, 100_000)?;
        let data = folder.join("registry");
        let begun = Instant::now();
        let status = Command::new(program)
            .args(["registry", "sync"])
            .args(&files)
            .arg("--data")
            .arg(&data)
            .env("GSDJ_LOG", "warn")
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "the sync failed");
        let took = begun.elapsed().as_secs_f64();
        self.figures.add("registry_sync_100k", took, "s", 10.0);
        let conn = rusqlite::Connection::open(data.join("gsdj.sqlite"))?;
        let members: i64 = conn.query_row("SELECT COUNT(*) FROM member", [], |r| r.get(0))?;
        ensure!(members == 100_000, "{members} members arrived");
        Ok(())
    }
}
