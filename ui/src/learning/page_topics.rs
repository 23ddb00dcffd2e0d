//! `/learning/topics` (专题学习): the topics there are now.

use crate::kit::{Icon, IconName, PageHead};
use gsdj_domain::learning::CourseTopic;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Topics() -> impl IntoView {
    let one = |topic: &CourseTopic| {
        let icon = match topic {
            CourseTopic::Exhibition => IconName::Place,
            CourseTopic::Lectures => IconName::People,
            CourseTopic::RoleModels => IconName::Star,
        };
        view! {
            <li>
                <a class="learning-way large" href=topic.address()>
                    <span class="door-icon"><Icon name=icon/></span>
                    <span class="grow"><b>{topic.label()}</b><span class="cell-note">{topic.says()}</span></span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
        }
    };
    view! {
        <div class="page-wide learning">
            <PageHead title="专题学习" back="/learning/centre"/>
            <ul class="topic-list">{CourseTopic::ALL.iter().map(one).collect_view()}</ul>
        </div>
    }
}
