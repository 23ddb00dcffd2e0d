//! A field for formatted text: toolbar and editor; where the editor can't be had, a plain field that loses nothing.

use super::editor::{self, ArticleCalls, Editor, Mounting, Script};
use super::field::{Around, described};
use super::icon::{Icon, IconName};
use super::{Skeleton, Tone, toast};
use gsdj_domain::archive::{TextFormat, rich};
use leptos::html::Div;
use leptos::prelude::*;

/// Text and how it is written down.
pub type Formatted = (TextFormat, String);

/// A button of the toolbar: what it does, what it is called, what stands on it, whether it stays pressed.
struct Tool(&'static str, &'static str, &'static str, bool);

/// The groups of the toolbar.
const TOOLS: [&[Tool]; 4] = [
    &[
        Tool("bold", "加粗（Ctrl+B）", "粗", true),
        Tool("italic", "斜体（Ctrl+I）", "斜", true),
        Tool("underline", "下划线（Ctrl+U）", "线", true),
    ],
    &[Tool("heading1", "大标题", "大标题", true), Tool("heading2", "小标题", "小标题", true)],
    &[Tool("bullets", "项目符号", "符号", true), Tool("numbers", "编号", "编号", true)],
    &[
        Tool("table", "插入表格", "表格", false),
        Tool("undo", "撤销（Ctrl+Z）", "撤销", false),
        Tool("redo", "重做（Ctrl+Y）", "重做", false),
    ],
];
/// What is offered while the cursor stands in a table.
const TABLE_TOOLS: [Tool; 5] = [
    Tool("row-add", "在下方加行", "加行", false),
    Tool("column-add", "在右侧加列", "加列", false),
    Tool("row-delete", "删除这一行", "删除这一行", false),
    Tool("column-delete", "删除这一列", "删除这一列", false),
    Tool("table-delete", "删除表格", "删除表格", false),
];

/// What an article's field has besides.
const ARTICLE_TOOLS: [Tool; 3] = [
    Tool("quote", "引用", "引用", true),
    Tool("link", "链接（Ctrl+K）", "链接", true),
    Tool("picture", "图片", "图片", true),
];

/// What a field for articles needs of the page that it stands on.
#[derive(Clone, Copy)]
pub struct ForArticle {
    /// The editor, once it is there.
    pub editor: StoredValue<Option<Editor>, LocalStorage>,
    /// Where a picture's file is shown from.
    pub address: fn(String) -> String,
    /// A link or a picture is wanted: `link`, `picture`.
    pub on_wish: Callback<String>,
    /// A picture was pasted or dropped.
    pub on_file: StoredValue<Box<dyn Fn(web_sys::File)>, LocalStorage>,
    /// So many pasted pictures were left out.
    pub on_lost: Callback<String>,
}

impl ForArticle {
    fn calls(self) -> ArticleCalls {
        ArticleCalls {
            address: Box::new(self.address),
            on_file: Box::new(move |file| {
                // the page may be gone by then
                let _ = self.on_file.try_with_value(|take| take(file));
            }),
            on_lost: Box::new(move |count| {
                let _ = self.on_lost.try_run(count);
            }),
            on_wish: Box::new(move |name| {
                let _ = self.on_wish.try_run(name);
            }),
        }
    }
}

/// The field.
#[component]
pub fn RichField(
    label: &'static str,
    name: &'static str,
    value: RwSignal<Formatted>,
    #[prop(into)] error: Signal<Option<String>>,
    hint: &'static str,
    /// The most characters; shown as it is neared, never cut off.
    max: usize,
    /// For an article: with quotations, links and pictures.
    #[prop(optional)]
    article: Option<ForArticle>,
    /// It may not be left empty.
    #[prop(default = true)]
    required: bool,
) -> impl IntoView {
    let script = editor::fetch();
    let length = Memo::new(move |_| value.with(|(format, text)| rich::length(&rich::read(*format, text))));
    let near =
        Signal::derive(
            move || {
                if length.get() * 10 >= max * 8 { format!("{} / {max}", length.get()) } else { String::new() }
            },
        );
    let control = move || {
        match script.get() {
        Script::Coming => view! { <Skeleton rows=4/> }.into_any(),
        Script::There => view! { <Rich label=label name=name value=value error=error script=script article=article required=required/> }.into_any(),
        Script::Failed => plain(name, value, error, required),
    }
    };
    view! {
        <Around label=label name=name error=Some(error) hint=hint required=required count=Some(near)>{control}</Around>
    }
    .into_any()
}

/// Without the editor: the text alone. Only what is changed loses its formatting.
fn plain(name: &'static str, value: RwSignal<Formatted>, error: Signal<Option<String>>, required: bool) -> AnyView {
    let about = described(name, Some(error), true);
    let bare = move || {
        value.with(|(format, text)| match format {
            TextFormat::Plain => text.clone(),
            TextFormat::Rich => rich::to_text(&rich::read_html(text)),
        })
    };
    let formatted = value.with_untracked(|(format, text)| *format == TextFormat::Rich && !text.is_empty());
    view! {
        <p class="hint" role="status">
            "格式编辑器没有载入（网络不通或浏览器太旧），可以先写文字。"
            {formatted.then_some("改动以后，原有的格式和图片会变成纯文本；不改则原样保留。")}
        </p>
        <textarea class="textarea" id=format!("field-{name}") name=name rows="8" aria-required=required.to_string()
            aria-invalid=move || error.read().is_some().to_string() aria-describedby=about
            prop:value=bare on:input=move |ev| value.set((TextFormat::Plain, event_target_value(&ev)))></textarea>
    }
    .into_any()
}

#[component]
fn Rich(
    label: &'static str,
    name: &'static str,
    value: RwSignal<Formatted>,
    error: Signal<Option<String>>,
    script: RwSignal<Script>,
    article: Option<ForArticle>,
    required: bool,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let on = RwSignal::new(String::new());
    let mounted = StoredValue::new_local(None::<Editor>);
    let id = format!("field-{name}");
    Effect::new(move |done: Option<bool>| {
        let Some(place) = place.get().filter(|_| done != Some(true)) else { return done == Some(true) };
        let html = value.with_untracked(|(format, text)| rich::to_html(&rich::read(*format, text)));
        let attributes = [
            ("id", format!("field-{name}")),
            ("class", "rich-text reading".to_owned()),
            ("role", "textbox".to_owned()),
            ("aria-multiline", "true".to_owned()),
            ("aria-required", required.to_string()),
            ("aria-label", label.to_owned()),
            ("aria-describedby", format!("hint-{name} fault-{name}")),
        ];
        let on_text = move |html: String| {
            let _ = value.try_set((TextFormat::Rich, html));
        };
        let on_state = move |names: String| {
            let _ = on.try_set(names);
        };
        let mounting = Mounting {
            html: &html,
            attributes: &attributes,
            on_text: Box::new(on_text),
            on_state: Box::new(on_state),
            article: article.map(ForArticle::calls),
        };
        match Editor::mount(&place, mounting) {
            Ok(editor) => {
                if let Some(article) = article {
                    article.editor.set_value(Some(editor.clone()));
                }
                mounted.set_value(Some(editor));
            }
            Err(_) => {
                toast::show(Tone::Warn, "格式编辑器没有打开，可以先写文字");
                script.set(Script::Failed);
            }
        }
        true
    });
    Effect::new(move |_| {
        let faulty = error.read().is_some().to_string();
        if let Some(field) = document().get_element_by_id(&id) {
            let _ = field.set_attribute("aria-invalid", &faulty);
        }
    });
    on_cleanup(move || mounted.with_value(|e| e.iter().for_each(Editor::destroy)));
    let run = Callback::new(move |name: &'static str| match article {
        Some(article) if matches!(name, "link" | "picture") => article.on_wish.run(name.to_owned()),
        Some(_) | None => mounted.with_value(|e| e.iter().for_each(|e| e.run(name))),
    });
    view! {
        <div class="rich-field" class:faulty=move || error.read().is_some()>
            <Toolbar on=on run=run name=name article=article.is_some()/>
            <div node_ref=place></div>
        </div>
    }
}

/// The toolbar: one stop of the Tab key, arrows go from button to button.
#[component]
fn Toolbar(on: RwSignal<String>, run: Callback<&'static str>, name: &'static str, article: bool) -> impl IntoView {
    let in_table = Memo::new(move |_| has(&on.read(), "table"));
    view! {
        <div class="rich-tools" role="toolbar" aria-label="格式" aria-controls=format!("field-{name}") on:keydown=walk>
            {TOOLS.iter().flat_map(|group| group.iter()).enumerate()
                .map(|(n, tool)| button(tool, n == 0, on, run)).collect_view()}
            {article.then(|| ARTICLE_TOOLS.iter().map(|tool| button(tool, false, on, run)).collect_view())}
            <Show when=move || in_table.get()>
                <span class="rich-group" role="group" aria-label="表格">
                    {TABLE_TOOLS.iter().map(|tool| button(tool, false, on, run)).collect_view()}
                </span>
            </Show>
        </div>
    }
}

fn has(names: &str, name: &str) -> bool {
    names.split(' ').any(|n| n == name)
}

fn button(tool: &'static Tool, first: bool, on: RwSignal<String>, run: Callback<&'static str>) -> AnyView {
    let Tool(command, label, sign, stays) = tool;
    let pressed = move || stays.then(|| has(&on.read(), command).to_string());
    let shut = move || match *command {
        "undo" => has(&on.read(), "no-undo"),
        "redo" => has(&on.read(), "no-redo"),
        "table" => has(&on.read(), "table"),
        _ => false,
    };
    view! {
        <button type="button" class=format!("rich-tool rich-{command}") title=*label aria-label=*label aria-pressed=pressed
            aria-disabled=move || shut().to_string() tabindex=if first { "0" } else { "-1" }
            // the selection stays where it is
            on:mousedown=|ev| ev.prevent_default()
            on:click=move |_| if !untrack(shut) { run.run(command) }>
            {(*command == "table").then(|| view! { <Icon name=IconName::Plus/> })}
            <span aria-hidden="true">{*sign}</span>
        </button>
    }
    .into_any()
}

/// Left, right, home and end within the toolbar.
fn walk(ev: leptos::ev::KeyboardEvent) {
    use wasm_bindgen::JsCast;
    let Some(bar) = ev.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else { return };
    let Ok(all) = bar.query_selector_all("button") else { return };
    let buttons: Vec<web_sys::HtmlElement> = (0..all.length()).filter_map(|n| all.item(n)?.dyn_into().ok()).collect();
    let here = document().active_element();
    let at = buttons.iter().position(|b| here.as_ref() == Some(b.as_ref()));
    let (Some(at), count) = (at, buttons.len()) else { return };
    let to = match ev.key().as_str() {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return,
    };
    ev.prevent_default();
    for (n, button) in buttons.iter().enumerate() {
        button.set_tab_index(if n == to { 0 } else { -1 });
    }
    if let Some(button) = buttons.get(to) {
        let _ = button.focus();
    }
}
