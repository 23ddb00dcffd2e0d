//! The command `rollup`: settles nights from the console.

use super::rollup::{ROLLUP, settle};
use crate::clock::Clock;
use crate::config::Data;
use crate::console;
use crate::jobs;
use crate::store::Store;
use chrono::NaiveDate;
use clap::Args;
use gsdj_domain::points::PointsRefusal;
use gsdj_domain::{Instant, Refusal};
use std::process::ExitCode;

/// Settle points and rankings up to the end of a day.
#[derive(Debug, Args)]
pub struct Rollup {
    /// The last day to be settled, YYYY-MM-DD; yesterday when not given.
    #[arg(long)]
    date: Option<NaiveDate>,
    #[command(flatten)]
    data: Data,
}

impl Rollup {
    /// Where the data lies.
    #[must_use]
    pub const fn data(&self) -> &Data {
        &self.data
    }

    /// Settles.
    ///
    /// # Errors
    /// When something breaks.
    pub fn run(&self, store: &Store, clock: &Clock) -> anyhow::Result<ExitCode> {
        let today = clock.now().day();
        let day = self.date.or_else(|| today.pred_opt()).unwrap_or(today);
        if day >= today {
            eprintln!("{}。", Refusal::from(PointsRefusal::DayNotOver { day: day.to_string() }).sentence());
            return Ok(ExitCode::FAILURE);
        }
        let begun = std::time::Instant::now();
        let period = Instant::midnight(day.succ_opt().unwrap_or(day));
        let Some(settled) = jobs::by_hand(store, clock, ROLLUP, period, |apart| settle(apart, day))? else {
            eprintln!("平台正在结算，请稍后再试。");
            return Ok(ExitCode::FAILURE);
        };
        console::answer(&format!(
            "积分已结算到 {day}：{} 个月，{} 条记录，更新 {} 项合计；用时 {:.1} 秒。",
            settled.months,
            settled.entries,
            settled.rows,
            begun.elapsed().as_secs_f64()
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}
