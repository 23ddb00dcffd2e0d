//! `cargo xtask bench`: measures a release build. The only thing on stdout is the tool's JSON object.

use anyhow::Result;

use crate::{
    packages,
    process::{self, Project},
    run,
    toolchain::Toolchain,
};

/// Builds server and tool in one go and becomes the tool.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    packages::require(&[packages::BUILD], "building")?;
    let tools = Toolchain::choose(project)?;
    let server = run::build_server(project, &tools, run::Purpose::Measuring)?;
    let mut bench = tools.command(project, project.bin("release", "gsdj-bench"));
    bench.args(args).env("GSDJ_BENCH_SERVER", server);
    process::replace(&mut bench)
}
