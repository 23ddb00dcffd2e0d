//! What branches have asked the province for in the last days: one request waits, one was returned.

use super::beside::Run;
use super::settle::{caller, wish};
use super::store::{self, Actor};
use super::units::{FRESH_BRANCH, STAR_BRANCH};
use crate::error::Result;
use crate::org::acts;
use crate::store::Store;
use gsdj_domain::Instant;
use gsdj_domain::branch::PostDecision;
use gsdj_domain::meeting::Decision;
use gsdj_domain::org::OrgKind;
use gsdj_domain::time::{DAY, HOUR};
use std::sync::Arc;

/// What happens, and how many days before today.
#[derive(Clone, Copy)]
enum Step {
    Ask,
    Return,
    AskToo,
}

const STEPS: [(Step, i64); 3] = [(Step::Ask, 4), (Step::Return, 3), (Step::AskToo, 1)];

/// The steps that are left.
pub(super) struct Requests {
    store: Store,
    actors: Arc<Vec<Actor>>,
    rest: Vec<(Step, Instant)>,
}

impl Requests {
    pub fn new(store: &Store, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Self {
        let rest = STEPS.into_iter().map(|(step, days)| (step, anchor.plus(-days * DAY + 10 * HOUR))).collect();
        Self { store: store.clone(), actors: actors.clone(), rest }
    }
}

impl Run for Requests {
    fn next(&self) -> Option<Instant> {
        self.rest.first().map(|(_, at)| *at)
    }

    fn play_until(&mut self, until: Instant) -> Result<u64> {
        let due = self.rest.partition_point(|(_, at)| *at <= until);
        let steps: Vec<_> = self.rest.drain(..due).collect();
        let actors = self.actors.clone();
        self.store.write_now(move |c| {
            let province = actors.iter().find(|a| a.kind == OrgKind::Province);
            let of = |code: &str| actors.iter().find(|a| a.code == code);
            let (Some(fresh), Some(star), Some(province)) = (of(FRESH_BRANCH), of(STAR_BRANCH), province) else {
                return Ok(());
            };
            for (step, at) in &steps {
                let at = *at;
                match step {
                    Step::Ask => {
                        let wish = wish("联络委员", "方便联系外出跑车的党员（示例）");
                        acts::ask_for(c, &caller(fresh, at), None, &wish, at)?;
                    }
                    Step::Return => {
                        let reply = "可由组织委员兼管流动党员联系工作，请说明另设的必要（示例）";
                        let back = PostDecision { decision: Decision::Return, reply: reply.into(), for_all: false };
                        for id in store::waiting_requests(c)? {
                            acts::decide(c, &caller(province, at), id, &back, at)?;
                        }
                    }
                    Step::AskToo => {
                        let wish = wish("护林防火委员", "村域林地多，防火期需要专人负责巡护（示例）");
                        acts::ask_for(c, &caller(star, at), None, &wish, at)?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(due as u64)
    }
}
