//! Numbered steps with the time each took, and the summary at the end. Speaks on stderr only.

use std::{
    fmt::Write as _,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// How a step ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
}

/// The run of a command.
pub struct Steps {
    planned: usize,
    begun: Instant,
    done: Vec<(&'static str, Outcome, Duration)>,
    skipped: Vec<String>,
}

impl Steps {
    /// A run of so many steps.
    pub fn new(planned: usize) -> Self {
        Self { planned, begun: Instant::now(), done: Vec::new(), skipped: Vec::new() }
    }

    /// A step the later ones stand on: when it fails, the run ends.
    pub fn must<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let result = self.time(name, work);
        result.or_else(|error| {
            eprintln!("error: {error:#}");
            self.finish()?;
            Err(error)
        })
    }

    /// A check on its own: when it fails, the run goes on and fails at its end.
    pub fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        if let Err(error) = self.time(name, work) {
            eprintln!("error: {error:#}");
        }
    }

    /// Notes something that could not be checked on this machine.
    pub fn skip(&mut self, what: impl Into<String>) {
        let what = what.into();
        eprintln!("SKIPPED: {what}");
        self.skipped.push(what);
    }

    /// Prints the summary; an error if any step failed.
    pub fn finish(&self) -> Result<()> {
        eprint!("\n{}", self.summary(self.begun.elapsed()));
        let failed: Vec<&str> = self.done.iter().filter(|d| d.1 == Outcome::Failed).map(|d| d.0).collect();
        if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
    }

    /// Two steps side by side: what the later ones stand on, and a check.
    pub fn beside(
        &mut self,
        (name, work): (&'static str, impl FnOnce() -> Result<()> + Send),
        (beside, check): (&'static str, impl FnOnce() -> Result<()>),
    ) -> Result<()> {
        self.announce(&format!("{name}, with {beside} beside it"));
        let (needed, checked) = thread::scope(|scope| {
            let needed = scope.spawn(|| timed(work));
            let checked = timed(check);
            (needed.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), checked)
        });
        let (needed, checked) = (self.note(name, needed), self.note(beside, checked));
        for error in [&needed, &checked].into_iter().filter_map(|result| result.as_ref().err()) {
            eprintln!("error: {error:#}");
        }
        if needed.is_err() {
            self.finish()?;
        }
        needed
    }

    fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.announce(name);
        let done = timed(work);
        self.note(name, done)
    }

    fn announce(&self, name: &str) {
        let number = self.done.len() + 1;
        eprintln!("\n[{number}/{}] {name} (at {:.0} s)", self.planned, self.begun.elapsed().as_secs_f64());
    }

    fn note<T>(&mut self, name: &'static str, (result, took): (Result<T>, Duration)) -> Result<T> {
        let outcome = if result.is_ok() { Outcome::Passed } else { Outcome::Failed };
        self.done.push((name, outcome, took));
        result
    }

    fn summary(&self, total: Duration) -> String {
        let mut text = String::new();
        for (name, outcome, took) in &self.done {
            let word = if *outcome == Outcome::Passed { "ok" } else { "FAILED" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:>8.1} s  {word:<7} {name}", took.as_secs_f64());
        }
        for what in &self.skipped {
            let _ = writeln!(text, "            SKIPPED {what}");
        }
        let _ = writeln!(text, "{:>8.1} s  in all", total.as_secs_f64());
        text
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_side_by_side_the_needed_one_ends_the_run_and_the_check_does_not() {
        let mut steps = Steps::new(2);
        assert!(steps.beside(("needed", || Ok(())), ("check", || bail!("no"))).is_ok());
        assert_eq!(steps.finish().map_err(|e| e.to_string()), Err("failed: check".to_owned()));
        let mut steps = Steps::new(2);
        let ended = steps.beside(("needed", || bail!("no")), ("check", || Ok(())));
        assert_eq!(ended.map_err(|e| e.to_string()), Err("failed: needed".to_owned()));
    }

    #[test]
    fn a_failed_check_lets_the_others_run_and_fails_the_whole() {
        let mut steps = Steps::new(2);
        steps.check("first", || bail!("no"));
        let mut ran = false;
        steps.check("second", || {
            ran = true;
            Ok(())
        });
        assert!(ran);
        assert_eq!(steps.finish().map_err(|e| e.to_string()), Err("failed: first".to_owned()));
    }

    #[test]
    fn what_was_skipped_stands_in_the_summary() {
        let mut steps = Steps::new(1);
        steps.check("first", || Ok(()));
        steps.skip("the second engine");
        assert!(steps.summary(Duration::ZERO).contains("SKIPPED the second engine"));
        assert!(steps.finish().is_ok());
    }
}
