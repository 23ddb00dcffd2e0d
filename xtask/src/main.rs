//! `cargo xtask …`: sets up, builds, runs and checks the platform. This file only reads the command line.

mod app;
mod bench;
mod display;
mod dist;
mod guard;
mod help;
mod json;
mod packages;
mod postgres;
mod process;
mod run;
mod steps;
mod test;
mod tidy;
mod toolchain;
mod wasm_std;
mod web;

use std::process::ExitCode;

use anyhow::Result;

use crate::{process::Project, toolchain::Toolchain};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let Some((command, rest)) = args.split_first() else {
        return help::print(help::ALL);
    };
    if rest.iter().take_while(|a| *a != "--").any(|a| a == "--help" || a == "-h") {
        return help::of(command);
    }
    let project = Project::find()?;
    match command.as_str() {
        "run" => run::command(&project, rest),
        "test" => test::command(&project, rest),
        "web" => web::command(&project, rest),
        "screens" => test::screens(&project, rest),
        "bench" => bench::command(&project, rest),
        "app" => app::command(&project, rest),
        "dist" => dist::command(&project, rest),
        "tidy" => tidy::command(&project, rest),
        "env" => Toolchain::choose(&project)?.print_exports(),
        "cargo" => process::replace(&mut Toolchain::choose(&project)?.any(&project, rest)),
        "help" | "--help" | "-h" => help::print(help::ALL),
        _ => help::unknown(command),
    }
}
