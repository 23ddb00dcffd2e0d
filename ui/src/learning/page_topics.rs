//! `/learning/topics` (专题学习): the topics there are now.

use super::model::of_topic;
use crate::kit::{Icon, IconName, PageHead};
use gsdj_domain::learning::CourseTopic;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Topics() -> impl IntoView {
    let one = |topic: &CourseTopic| {
        let (icon, says) = match topic {
            CourseTopic::Exhibition => (IconName::Place, "走进党性教育基地，足不出户看展馆"),
            CourseTopic::Lectures => (IconName::People, "身边的先锋上讲台，讲做法、讲体会"),
            CourseTopic::RoleModels => (IconName::Star, "看榜样、学榜样"),
        };
        view! {
            <li>
                <a class="learning-way large" href=of_topic(*topic)>
                    <span class="door-icon"><Icon name=icon/></span>
                    <span class="grow"><b>{topic.label()}</b><span class="cell-note">{says}</span></span>
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
