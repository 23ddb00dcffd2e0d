//! The head of a work as it is typed: kind, title, names, introduction, cover.

use crate::api::{self, IdempotencyKey, Sent};
use crate::kit::{Button, ButtonKind, Checked, SelectField, TextField, Tone, by_field, toast, use_save};
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::{PhotoField, Uploads};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::library::{AUTHOR_MAX, INTRODUCTION_MAX, TITLE_MAX, WorkForm, WorkKind, WorkView, check_work};
use gsdj_domain::{FileId, WorkId};
use leptos::prelude::*;

/// The order in which faults are gone to.
const FIELDS: [&str; 5] = ["kind", "title", "author", "publisher", "introduction"];

/// The form's signals.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    title: RwSignal<String>,
    author: RwSignal<String>,
    publisher: RwSignal<String>,
    introduction: RwSignal<String>,
    cover: Uploads,
}

/// A cover that is there already, as a file of which no more than its id is known.
fn cover(id: FileId) -> FileInfo {
    FileInfo { id, name: "封面".into(), kind: FileKind::Photo, bytes: 0, width: None, height: None }
}

impl Typed {
    fn of(view: Option<&WorkView>) -> Self {
        let text = |of: fn(&WorkView) -> String| RwSignal::new(view.map(of).unwrap_or_default());
        let kind = view.map_or(WorkKind::Book, |v| v.row.kind);
        Self {
            kind: RwSignal::new(kind.code().to_owned()),
            title: text(|v| v.row.title.clone()),
            author: text(|v| v.row.author.clone()),
            publisher: text(|v| v.row.publisher.clone()),
            introduction: text(|v| v.introduction.clone()),
            cover: Uploads::new(Purpose::Photo, view.and_then(|v| v.row.cover).map(cover).into_iter().collect()),
        }
    }

    fn form(self) -> WorkForm {
        WorkForm {
            kind: WorkKind::from_code(&self.kind.get()).unwrap_or(WorkKind::Book),
            title: self.title.get().trim().into(),
            author: self.author.get().trim().into(),
            publisher: self.publisher.get().trim().into(),
            introduction: self.introduction.get().trim().into(),
            // the last that was chosen
            cover: self.cover.done.with(|files| files.last().map(|f| f.id)),
        }
    }
}

/// The form; `on_done` hears the work's id once it is saved.
#[component]
pub fn HeadForm(
    view: Option<WorkView>,
    /// The state that a change is made on.
    revision: Signal<u32>,
    #[prop(into)] on_done: Callback<WorkId>,
) -> impl IntoView {
    let typed = Typed::of(view.as_ref());
    let target = view.map(|v| v.row.id);
    let checked = Checked::new(&FIELDS, move || {
        check_work(&typed.form()).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    });
    let save = use_save(move |form: WorkForm, key: IdempotencyKey| async move {
        let sent = match target {
            None => api::library::create(form, key).await?,
            Some(id) => api::library::change(id, revision.get_untracked(), form, key).await?,
        };
        if let Sent::Done(view) = sent {
            toast::show(Tone::Ok, "已保存");
            on_done.run(view.row.id);
        }
        Ok(())
    });
    let fault = move |field: &'static str| checked.fault(field, save);
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if !checked.passes() {
            return;
        }
        if untrack(|| typed.cover.busy()) {
            return toast::show(Tone::Warn, "封面正在上传，请稍候");
        }
        save.go(untrack(|| typed.form()));
    };
    let kinds = WorkKind::ALL.iter().map(|k| (k.code().to_owned(), k.label().to_owned())).collect::<Vec<_>>();
    view! {
        <form class="form-page" novalidate on:submit=send>
            <SelectField label="类别" name="kind" value=typed.kind options=kinds required=true/>
            <TextField label="书名" name="title" value=typed.title error=fault("title") required=true max=TITLE_MAX/>
            <TextField label="作者" name="author" value=typed.author error=fault("author") max=AUTHOR_MAX hint="听书填朗读者"/>
            <TextField label="出版单位" name="publisher" value=typed.publisher error=fault("publisher") max=AUTHOR_MAX/>
            <TextField label="简介" name="introduction" value=typed.introduction error=fault("introduction") multiline=true max=INTRODUCTION_MAX/>
            <h3 class="small">"封面（只用最后一张）"</h3>
            <PhotoField uploads=typed.cover/>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button>
        </form>
    }
}
