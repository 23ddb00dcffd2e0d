//! 正文: the editor for articles, and the sheets in which a link and a picture are told to it.
//!
//! The sheets stand outside the form: Enter in them must not send it.

use super::picture::{Choose, send};
use crate::api;
use crate::desk::model::form::link_address;
use crate::kit::{
    Button, ButtonKind, ForArticle, Formatted, RichEditor, RichField, RichHere, Sheet, TextField, Tone, focus_field,
    toast,
};
use gsdj_domain::FileId;
use gsdj_domain::content::BODY_MAX;
use gsdj_domain::rich::{ADDRESS_MAX, CAPTION_MAX};
use leptos::prelude::*;

/// The editor and what is asked for it.
#[derive(Clone, Copy)]
pub struct Writing {
    editor: StoredValue<Option<RichEditor>, LocalStorage>,
    here: RwSignal<RichHere>,
    link: RwSignal<bool>,
    picture: RwSignal<bool>,
    /// Pictures on their way.
    pub under: RwSignal<u32>,
}

impl Writing {
    /// For one form.
    #[must_use]
    pub fn new() -> Self {
        Self {
            editor: StoredValue::new_local(None),
            here: RwSignal::new(RichHere::default()),
            link: RwSignal::new(false),
            picture: RwSignal::new(false),
            under: RwSignal::new(0),
        }
    }

    fn wish(self, name: &str) {
        self.here.set(self.editor.with_value(|e| e.as_ref().map(RichEditor::here).unwrap_or_default()));
        match name {
            "link" => self.link.set(true),
            "picture" => self.picture.set(true),
            _ => {}
        }
    }

    /// Tells the editor once the sheet is shut: the focus goes into the text and not back to the button.
    fn tell(self, tell: impl Fn(&RichEditor) + 'static) {
        self.link.set(false);
        self.picture.set(false);
        let later = move || {
            // the page may be gone by then
            let _ = self.editor.try_with_value(|e| e.iter().for_each(&tell));
        };
        set_timeout(later, std::time::Duration::from_millis(60));
    }

    fn put(self, file: FileId, caption: String) {
        self.tell(move |editor| editor.picture(&file.to_string(), &caption));
    }

    /// Writes down what was typed a moment ago.
    pub fn flush(self) {
        self.editor.with_value(|e| e.iter().for_each(RichEditor::flush));
    }
}

fn shown_from(file: String) -> String {
    file.parse().ok().map(|id| api::file_address(FileId(id))).unwrap_or_default()
}

/// The field.
#[component]
pub fn Body(writing: Writing, value: RwSignal<Formatted>, error: Signal<Option<String>>) -> impl IntoView {
    let lost = |count: String| {
        toast::show(Tone::Warn, format!("有 {count} 张图片没有一起粘贴进来，请用“图片”按钮上传"));
    };
    let take = move |file| send(file, writing.under, move |id| writing.put(id, String::new()));
    let article = ForArticle {
        editor: writing.editor,
        address: shown_from,
        on_wish: Callback::new(move |name: String| writing.wish(&name)),
        on_file: StoredValue::new_local(Box::new(take)),
        on_lost: Callback::new(lost),
    };
    let under = move || writing.under.get();
    view! {
        <RichField label="正文" name="body" value=value error=error article=article required=false max=BODY_MAX
            hint="可以从 Word、WPS 粘贴，多余的格式会去掉；图片可以拖进来或粘贴截图，双击图片写说明"/>
        <p class="hint" role="status">{move || (under() > 0).then(|| format!("正在上传 {} 张图片…", under()))}</p>
    }
}

/// The sheets.
#[component]
pub fn BodySheets(writing: Writing) -> impl IntoView {
    view! {
        <LinkSheet writing=writing/>
        <PictureSheet writing=writing/>
    }
}

#[component]
fn LinkSheet(writing: Writing) -> impl IntoView {
    let open = writing.link;
    let (href, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            href.set(writing.here.with_untracked(|h| h.href.clone()));
            text.set(String::new());
            tried.set(false);
        }
    });
    let linked = move || writing.here.with(|h| !h.href.is_empty());
    let bare = move || writing.here.with(|h| h.text.is_empty() && h.href.is_empty());
    let bad = Signal::derive(move || {
        let wrong = tried.get() && link_address(&href.read()).is_none();
        wrong.then(|| "请填写以 https:// 开头的网址，或平台内的地址，如 /articles/7".to_owned())
    });
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        match link_address(&href.get_untracked()) {
            Some(to) => {
                let says = text.get_untracked().trim().to_owned();
                writing.tell(move |editor| editor.link(&to, &says));
            }
            None => focus_field("link"),
        }
    };
    view! {
        <Sheet open=open title="链接">
            <form novalidate on:submit=send>
                <TextField label="链接地址" name="link" value=href error=bad required=true max=ADDRESS_MAX inputmode="url"/>
                <Show when=bare><TextField label="显示的文字" name="link-text" value=text hint="不填就显示地址"/></Show>
                <div class="sheet-foot row">
                    <Show when=linked>
                        <Button kind=ButtonKind::Line on_click=move |_| writing.tell(|editor| editor.link("", ""))>"取消链接"</Button>
                    </Show>
                    <Button kind=ButtonKind::Primary submit=true>"确定"</Button>
                </div>
            </form>
        </Sheet>
    }
}

#[component]
fn PictureSheet(writing: Writing) -> impl IntoView {
    let open = writing.picture;
    let file = RwSignal::new(None::<FileId>);
    let caption = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let under = RwSignal::new(0);
    Effect::new(move |_| {
        if open.get() {
            let here = writing.here.get_untracked();
            file.set(here.file.parse().ok().map(FileId));
            caption.set(here.alt);
            tried.set(false);
        }
    });
    let missing = Signal::derive(move || {
        let empty = tried.get() && file.get().is_some() && caption.with(|c| c.trim().is_empty());
        empty.then(|| "请写一句图片说明：看不见图片的人靠它了解内容".to_owned())
    });
    let none = move || (tried.get() && file.get().is_none()).then_some("请先选择图片");
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        let says = caption.get_untracked().trim().to_owned();
        match file.get_untracked() {
            Some(_) if says.is_empty() => focus_field("caption"),
            Some(id) => writing.put(id, says),
            None => {}
        }
    };
    let chosen = move || writing.here.with(|h| !h.file.is_empty());
    view! {
        <Sheet open=open title="图片">
            <form novalidate on:submit=send>
                {move || file.get().map(|id| view! { <p><img class="desk-picture" src=api::file_address(id) alt="选好的图片"/></p> })}
                <Show when=move || !chosen()>
                    <div class="row wrap"><Choose label="选择图片" under=under on_done=move |id| file.set(Some(id))/></div>
                </Show>
                <p class="fault" role="alert">{none}</p>
                <TextField label="图片说明" name="caption" value=caption error=missing required=true max=CAPTION_MAX
                    hint="显示在图片下面，也读给看不见图片的人听"/>
                <div class="sheet-foot">
                    <Button kind=ButtonKind::Primary submit=true>{move || if chosen() { "保存说明" } else { "放进正文" }}</Button>
                </div>
            </form>
        </Sheet>
    }
}
