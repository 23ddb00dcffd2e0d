//! `cargo xtask run`: from a fresh machine to a platform with demo data.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    json, packages,
    process::{self, Project},
    steps::Steps,
    toolchain::Toolchain,
    web,
};

struct Options {
    listen: String,
    data: PathBuf,
    size: String,
    release: bool,
}

/// Sets up, builds, fills an empty data folder and serves until stopped.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let options = options(project, args)?;
    let mut steps = Steps::new(4);
    let tools = steps.must("tools", || {
        packages::require(&[packages::BUILD], "building")?;
        web::check_node()?;
        Toolchain::choose(project)
    })?;
    steps.must("web folder", || web::build(project, &tools, web::Mode::from_env()))?;
    let purpose = if options.release { Purpose::Measuring } else { Purpose::Trying };
    let server = steps.must("server", || build_server(project, &tools, purpose))?;
    steps.must("demo data", || demo(&server, &options))?;
    steps.finish()?;

    let accounts = accounts(&server, &options).unwrap_or_else(|error| format!("no demo accounts: {error:#}"));
    let mut out = std::io::stdout();
    writeln!(out, "\n{accounts}\n\nhttp://{}/   (Ctrl-C ends)\n", options.listen)?;
    out.flush()?;
    let mut serve = Command::new(&server);
    serve.arg("serve").args(["--listen", &options.listen]).arg("--data").arg(&options.data);
    process::replace(serve.arg("--web").arg(project.site()))
}

fn options(project: &Project, args: &[String]) -> Result<Options> {
    let mut options = Options {
        listen: "127.0.0.1:8080".to_owned(),
        data: project.target.join("demo-data"),
        size: "small".to_owned(),
        release: false,
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().cloned().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--listen" => options.listen = value()?,
            "--data" => options.data = std::path::absolute(value()?)?,
            "--size" => options.size = value()?,
            "--release" => options.release = true,
            _ => bail!("`run` knows no option {arg}; see cargo xtask run --help"),
        }
    }
    Ok(options)
}

/// What a server is built for.
#[derive(Clone, Copy)]
pub enum Purpose {
    /// To look around: a development build.
    Trying,
    /// To be measured: optimised, together with the measuring tool.
    Measuring,
    /// To be carried to a server: optimised, with storage for several nodes in it.
    Shipping,
}

/// Builds the server and returns the program's path.
pub fn build_server(project: &Project, tools: &Toolchain, purpose: Purpose) -> Result<PathBuf> {
    let mut cargo = tools.cargo(project);
    cargo.args(["build", "-p", "gsdj-backend", "--bins"]);
    let (more, folder): (&[&str], _) = match purpose {
        Purpose::Trying => (&[], "debug"),
        Purpose::Measuring => (&["-p", "gsdj-bench", "--release"], "release"),
        Purpose::Shipping => (&["--features", "s3", "--release"], "release"),
    };
    process::run_to_stderr(cargo.args(more))?;
    Ok(project.bin(folder, "gsdj-backend"))
}

fn demo(server: &Path, options: &Options) -> Result<()> {
    let filled = fs::read_dir(&options.data).is_ok_and(|mut entries| entries.next().is_some());
    if filled {
        eprintln!("{} has data already; remove it to begin again", options.data.display());
        return Ok(());
    }
    let mut demo = Command::new(server);
    process::run_to_stderr(demo.args(["demo", "--size", &options.size, "--data"]).arg(&options.data))
}

fn accounts(server: &Path, options: &Options) -> Result<String> {
    let mut command = Command::new(server);
    let text = process::output(command.args(["demo", "accounts", "--json", "--data"]).arg(&options.data))?;
    json::table(&text).context("the list of demo accounts cannot be read")
}
