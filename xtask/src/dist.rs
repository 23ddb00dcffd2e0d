//! `cargo xtask dist`: what is carried to a server, and the app's package beside it.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{
    app, packages,
    process::{self, Project},
    run,
    steps::Steps,
    toolchain::Toolchain,
    web,
};

/// Files of the project that go into the archive where they exist.
const PAPERS: [&str; 3] = ["README.md", "LICENSE", "NOTICE"];

/// Builds everything for release and packs it.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let with_app = !args.iter().any(|arg| arg == "--no-app");
    ensure!(args.iter().all(|arg| arg == "--no-app"), "see cargo xtask dist --help");
    let mut steps = Steps::new(if with_app { 5 } else { 4 });
    let tools = steps.must("tools", || {
        packages::require(&[packages::BUILD], "building")?;
        web::check_node()?;
        Toolchain::choose(project)
    })?;
    steps.must("web folder", || web::build(project, &tools, web::Mode::Web))?;
    let server = steps.must("server", || run::build_server(project, &tools, run::Purpose::Shipping))?;
    let dist = project.target.join("dist");
    let name = format!("gsdj-{}-{}", project.version()?, tools.host(project)?);
    steps.must("archive", || archive(project, &dist, &name, &server))?;
    if with_app {
        if packages::install(&[packages::DESKTOP])?.is_empty() {
            steps.must("app", || package_app(project, &tools, &dist))?;
        } else {
            steps.skip(packages::DESKTOP.without);
        }
    }
    steps.finish()
}

fn archive(project: &Project, dist: &Path, name: &str, server: &Path) -> Result<()> {
    let folder = dist.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::copy(server, folder.join(server.file_name().context("the server has no name")?))?;
    copy_folder(&project.site(), &folder.join("web"))?;
    copy_folder(&project.fonts(), &folder.join("fonts"))?;
    for paper in PAPERS.iter().filter(|paper| project.root.join(paper).exists()) {
        fs::copy(project.root.join(paper), folder.join(paper))?;
    }
    let file = format!("{name}.tar.gz");
    let mut tar = Command::new("tar");
    tar.args(["--create", "--gzip", "--owner=0", "--group=0", "--file", &file, name]).current_dir(dist);
    process::run_to_stderr(&mut tar)?;
    eprintln!("{}", dist.join(file).display());
    Ok(())
}

fn package_app(project: &Project, tools: &Toolchain, dist: &Path) -> Result<()> {
    app::build(project, tools, false)?;
    let package = app::bundle(project, tools, false)?;
    let copy = dist.join(package.file_name().context("the package has no name")?);
    fs::copy(&package, &copy)?;
    eprintln!("{}", copy.display());
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
