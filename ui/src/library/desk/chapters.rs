//! The contents as editors arrange them: order and levels, adding, changing, throwing away; recordings.

use crate::api::{self, IdempotencyKey};
use crate::kit::{
    Button, ButtonKind, Checked, Confirm, Icon, IconName, Loaded, RichField, Sheet, TextField, Tone, by_field,
    sheet_for, toast, use_load, use_save,
};
use crate::learning::{Upload, UploadField};
use crate::library::model::{place_in, shifted, typed_anew};
use gsdj_domain::archive::TextFormat;
use gsdj_domain::library::{
    BookChapter, ChapterForm, ContentsForm, ContentsItem, RecordingForm, TEXT_MAX, TITLE_MAX, WorkView, check_chapter,
};
use gsdj_domain::{ChapterId, WorkId};
use leptos::prelude::*;

/// The order in which faults of a chapter are gone to.
const FIELDS: [&str; 2] = ["title", "pieces"];

/// What is being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Editing {
    /// A chapter.
    Chapter(ChapterId),
    /// A new one with text.
    Text,
    /// A new heading over others.
    Heading,
}

/// The contents with their tools.
#[component]
pub fn Chapters(view: Signal<WorkView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let editing = RwSignal::new(None::<Editing>);
    let leaving = RwSignal::new(None::<ContentsItem>);
    let items = Memo::new(move |_| view.with(|v| v.contents.clone()));
    let arrange = use_save(move |form: ContentsForm, key: IdempotencyKey| async move {
        let revision = view.with_untracked(|v| v.revision);
        api::library::arrange(id, revision, form, key).await.map(drop)
    });
    let remove = use_save(move |chapter: ChapterId, key: IdempotencyKey| async move {
        api::library::delete_chapter(chapter, key).await?;
        leaving.try_set(None);
        toast::show(Tone::Ok, "章节已删除");
        Ok(())
    });
    let line = move |(n, item): (usize, ContentsItem)| {
        view! { <Line n=n item=item items=items arrange=Callback::new(move |form| arrange.go(form)) editing=editing leaving=leaving/> }
    };
    let sheet = sheet_for(editing);
    let title = move || match editing.get() {
        Some(Editing::Chapter(_)) => "修改章节",
        Some(Editing::Heading) => "添加卷期标题",
        Some(Editing::Text) | None => "添加章节",
    };
    let fault = move || arrange.error().get().map(|e| e.sentence());
    let question = move || leaving.with(|l| l.as_ref().map(|i| format!("删除“{}”？", i.title)).unwrap_or_default());
    let sure = move |()| {
        if let Some(item) = leaving.get_untracked() {
            remove.go(item.id);
        }
    };
    view! {
        <section class="panel">
            <h2 class="panel-title">"目录"</h2>
            <ol class="contents desk-contents">{move || items.get().into_iter().enumerate().map(line).collect_view()}</ol>
            <p class="fault" role="alert">{fault}</p>
            <div class="row wrap">
                <Button on_click=move |_| editing.set(Some(Editing::Text))><Icon name=IconName::Plus/>"添加章节"</Button>
                <Button on_click=move |_| editing.set(Some(Editing::Heading))><Icon name=IconName::Plus/>"添加卷期标题"</Button>
            </div>
            <Recordings work=id/>
        </section>
        <Sheet open=sheet title=Signal::derive(move || title().to_owned())>
            {move || editing.get().map(|what| view! { <Edit work=id what=what editing=editing/> })}
        </Sheet>
        <Confirm open=sheet_for(leaving) title=Signal::derive(question) text="删除后不能恢复；正在读这一章的人会回到目录。" yes="删除" danger=true
            busy=remove.pending() error=Signal::derive(move || remove.error().get().map(|e| e.sentence()))
            on_yes=sure/>
    }
}

/// Recordings, each a chapter as soon as it has come up.
#[component]
fn Recordings(work: WorkId) -> impl IntoView {
    let upload = Upload::new(None);
    let save = use_save(move |form: RecordingForm, key: IdempotencyKey| async move {
        api::library::add_recording(work, form, key).await?;
        upload.done.try_set(None);
        toast::show(Tone::Ok, "音频已添加，成为最后一章");
        Ok(())
    });
    Effect::new(move |_| {
        if let Some(file) = upload.done.get() {
            save.go(RecordingForm { file: file.id });
        }
    });
    let fault = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    view! {
        <h3 class="small">"添加音频（MP3、M4A、WAV）"</h3>
        <UploadField upload=upload accept=".mp3,.m4a,.wav,audio/*" error=fault/>
    }
}

#[component]
fn Line(
    n: usize,
    item: ContentsItem,
    items: Memo<Vec<ContentsItem>>,
    arrange: Callback<ContentsForm>,
    editing: RwSignal<Option<Editing>>,
    leaving: RwSignal<Option<ContentsItem>>,
) -> impl IntoView {
    let id = item.id;
    let title = item.title.clone();
    let tool = |says: &'static str, sign: &'static str, act: Callback<()>| {
        let label = format!("{says}：{title}");
        view! { <button type="button" class="icon-button" aria-label=label title=says on:click=move |_| act.run(())>{sign}</button> }
    };
    let swap = move |with: usize| {
        Callback::new(move |()| items.with_untracked(|all| arrange.run(ContentsForm { items: place_in(all, n, with) })))
    };
    let shift = move |by: i8| {
        Callback::new(move |()| items.with_untracked(|all| arrange.run(ContentsForm { items: shifted(all, n, by) })))
    };
    let last = items.with_untracked(Vec::len).saturating_sub(1);
    let gone = item.clone();
    view! {
        <li class=format!("contents-line level-{}", item.level)>
            <span class="grow">{item.title.clone()}<span class="cell-note">{item.kind.label()}</span></span>
            {(n > 0).then(|| tool("上移", "↑", swap(n - 1)))}
            {(n < last).then(|| tool("下移", "↓", swap(n + 1)))}
            {(item.level > 1).then(|| tool("提高一级", "←", shift(-1)))}
            {(n > 0 && item.level < gsdj_domain::library::LEVEL_MAX).then(|| tool("降低一级", "→", shift(1)))}
            {tool("修改", "改", Callback::new(move |()| editing.set(Some(Editing::Chapter(id)))))}
            {tool("删除", "删", Callback::new(move |()| leaving.set(Some(gone.clone()))))}
        </li>
    }
}

#[component]
fn Edit(work: WorkId, what: Editing, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    match what {
        Editing::Chapter(id) => {
            let load = use_load(move || api::library::chapter(id), &[]);
            view! { <Loaded load=load view={move |view: Signal<BookChapter>| view! { <Form work=work heading=false view=Some(view.get_untracked()) editing=editing/> }}/> }
                .into_any()
        }
        Editing::Text => view! { <Form work=work heading=false view=None editing=editing/> }.into_any(),
        Editing::Heading => view! { <Form work=work heading=true view=None editing=editing/> }.into_any(),
    }
}

#[component]
fn Form(work: WorkId, heading: bool, view: Option<BookChapter>, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let before = view.as_ref().map(|v| v.item.clone());
    let heading = heading || before.as_ref().is_some_and(|i| !i.opens());
    let filed = view.as_ref().is_some_and(|v| v.file.is_some());
    let revision = view.as_ref().map_or(0, |v| v.revision);
    let pieces = view.map(|v| v.pieces).unwrap_or_default();
    // pictures and pages stand between the texts: those are changed in the file they came from
    let whole = pieces.len() <= 1 && pieces.iter().all(|p| p.picture.is_none());
    let title = RwSignal::new(before.as_ref().map(|i| i.title.clone()).unwrap_or_default());
    let stood = before.as_ref().map(|_| pieces.first().map(|p| p.text.clone()).unwrap_or_default());
    let text = RwSignal::new((TextFormat::Rich, stood.clone().unwrap_or_default()));
    let stood = StoredValue::new(stood);
    let (chapter, level) = before.map_or((None, 1), |i| (Some(i.id), i.level));
    let save = use_save(move |form: ChapterForm, key: IdempotencyKey| async move {
        match chapter {
            Some(id) => api::library::change_chapter(id, revision, form, key).await.map(drop)?,
            None => api::library::add_chapter(work, form, key).await.map(drop)?,
        }
        toast::show(Tone::Ok, "已保存");
        editing.try_set(None);
        Ok(())
    });
    let form = move || {
        let (title, text) = (title.get(), text.get().1);
        let typed = !heading && whole;
        let pieces = typed.then(|| stood.with_value(|stood| typed_anew(stood.as_deref(), text))).flatten();
        ChapterForm { title: title.trim().into(), level, heading, pieces }
    };
    let checked = Checked::new(&FIELDS, move || {
        let form = form();
        let keeps = chapter.is_some() && form.pieces.is_none();
        check_chapter(&form, filed || keeps).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    });
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if checked.passes() {
            save.go(untrack(form));
        }
    };
    let body = (!heading && whole).then(|| {
        view! { <RichField label="正文" name="pieces" value=text error=checked.fault("pieces", save) hint="可以从 Word 粘贴" max=TEXT_MAX/> }
    });
    let note = (!heading && !whole).then(
        || view! { <p class="muted">"这一章有插图或者分页，正文请在原文件里修改后重新导入；这里可以改章节名。"</p> },
    );
    view! {
        <form class="form-page" novalidate on:submit=send>
            <TextField label="章节名" name="title" value=title error=checked.fault("title", save) required=true max=TITLE_MAX/>
            {body}
            {note}
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"保存"</Button>
        </form>
    }
}
