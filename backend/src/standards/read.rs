//! The standards themselves: everybody who is signed in may read and search them.

use crate::error::Result;
use crate::http::{Allowed, Params, Read, ReadProblems, needs};
use gsdj_domain::standards::{
    Chapter, ChapterView, Field, FieldView, Group, Item, ItemScope, ItemView, items_of, search,
};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only this field.
    field: Option<Field>,
    /// Only items in which all of these words stand, grouped by whose they are.
    #[param(max_length = 60)]
    q: Option<String>,
}

/// The standards of six fields in six chapters, or what a search finds in them.
#[utoipa::path(get, path = "/api/standards", tag = "standards", params(Filter), responses((status = 200, body = Vec<FieldView>), ReadProblems))]
pub(super) async fn standards(
    _: Allowed<needs::ReadStandards>,
    Params(filter): Params<Filter>,
) -> Result<Read<Vec<FieldView>>> {
    let q = filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty());
    Ok(Read(match (q, filter.field) {
        (Some(q), only) => found(&search(q, only)),
        (None, Some(field)) => vec![whole(field)],
        (None, None) => Field::ALL.iter().copied().map(whole).collect(),
    }))
}

fn whole(field: Field) -> FieldView {
    let scope = |item: &Item| {
        let shared = ItemScope::Every.items().iter().any(|i| i.code == item.code);
        if shared { ItemScope::Every } else { ItemScope::Of(field) }
    };
    let chapter = |chapter: &Chapter| ChapterView {
        chapter: *chapter,
        items: items_of(field, *chapter).map(|item| ItemView::of(item, scope(item))).collect(),
    };
    FieldView { field: Some(field), chapters: Chapter::ALL.iter().map(chapter).collect() }
}

/// Hits of one field after another's, each field once.
fn found(groups: &[Group]) -> Vec<FieldView> {
    let view = |group: &Group| ChapterView {
        chapter: group.chapter,
        items: group.items.iter().map(|item| ItemView::of(item, group.scope)).collect(),
    };
    let of = |run: &[Group]| FieldView {
        field: run.first().and_then(|g| if let ItemScope::Of(field) = g.scope { Some(field) } else { None }),
        chapters: run.iter().map(view).collect(),
    };
    groups.chunk_by(|a, b| a.scope == b.scope).map(of).collect()
}
