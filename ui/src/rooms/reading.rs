//! The part that guests come for: news, courses, the manual, the search. On a slow line it is there long before the rest.

use super::{Missing, Part, Rooms};
use crate::{content, learning, manual, search};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// Its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// `/manual`
    Manual,
    /// `/manual/:page`
    ManualPage,
    /// `/search`
    Search,
    /// `/news`
    News,
    /// `/sites/:code`
    Site,
    /// `/columns/:id`
    Column,
    /// `/articles/:id`
    Article,
    /// `/learning`
    Learning,
    /// `/portals`
    Portals,
    /// `/learning/centre`
    LearningHome,
    /// `/learning/courses`
    Courses,
    /// `/learning/courses/:id`
    Course,
    /// `/learning/topics`
    Topics,
    /// `/learning/lessons/:id`
    Lesson,
}

impl Rooms for Reading {
    fn part() -> Part {
        thread_local! {
            static PART: Part = Part::default();
        }
        PART.with(Clone::clone)
    }

    async fn fetch() -> Result<(), Missing> {
        Ok(fetch().await?)
    }

    async fn draw(self) -> Result<AnyView, Missing> {
        draw(self).await
    }
}

#[wasm_split(reading, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn draw(room: Reading) -> Result<AnyView, Missing> {
    Ok(match room {
        Reading::Manual => view! { <manual::ManualHome/> }.into_any(),
        Reading::ManualPage => view! { <manual::ManualPage/> }.into_any(),
        Reading::Search => view! { <search::SearchRoom/> }.into_any(),
        Reading::News => view! { <content::NewsPage/> }.into_any(),
        Reading::Site => view! { <content::SitePage/> }.into_any(),
        Reading::Column => view! { <content::ColumnPage/> }.into_any(),
        Reading::Article => view! { <content::ArticlePage/> }.into_any(),
        Reading::Learning => view! { <content::LearningPage/> }.into_any(),
        Reading::Portals => view! { <content::Portals/> }.into_any(),
        Reading::LearningHome => view! { <learning::LearningHomePage/> }.into_any(),
        Reading::Courses => view! { <learning::CourseList/> }.into_any(),
        Reading::Course => view! { <learning::CoursePage/> }.into_any(),
        Reading::Topics => view! { <learning::Topics/> }.into_any(),
        Reading::Lesson => view! { <learning::LessonPage/> }.into_any(),
    })
}
