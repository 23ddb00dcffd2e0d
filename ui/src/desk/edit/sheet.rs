//! The form's signals.

use crate::desk::model::form::Typed;
use crate::kit::Formatted;
use crate::meeting::model::record::Purpose;
use crate::meeting::record::uploads::Uploads;
use gsdj_domain::{ColumnId, FileId};
use leptos::prelude::*;

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct Fields {
    /// 栏目.
    pub column: RwSignal<String>,
    /// 同时发到.
    pub also: RwSignal<Vec<ColumnId>>,
    /// 标题.
    pub title: RwSignal<String>,
    /// 副标题.
    pub subtitle: RwSignal<String>,
    /// 来源.
    pub source: RwSignal<String>,
    /// 作者.
    pub author: RwSignal<String>,
    /// 文件日期.
    pub dated: RwSignal<String>,
    /// 正文.
    pub body: RwSignal<Formatted>,
    /// Rises when the text was replaced from outside: the editor is drawn anew.
    pub turn: RwSignal<u32>,
    /// 摘要.
    pub summary: RwSignal<String>,
    /// 封面.
    pub cover: RwSignal<Option<FileId>>,
    /// 附件.
    pub attachments: Uploads,
    /// 修改说明.
    pub note: RwSignal<String>,
}

impl Fields {
    /// The form with this in it.
    #[must_use]
    pub fn new(typed: Typed) -> Self {
        Self {
            column: RwSignal::new(typed.column),
            also: RwSignal::new(typed.also),
            title: RwSignal::new(typed.title),
            subtitle: RwSignal::new(typed.subtitle),
            source: RwSignal::new(typed.source),
            author: RwSignal::new(typed.author),
            dated: RwSignal::new(typed.dated),
            body: RwSignal::new((typed.format, typed.body)),
            turn: RwSignal::new(0),
            summary: RwSignal::new(typed.summary),
            cover: RwSignal::new(typed.cover),
            attachments: Uploads::new(Purpose::Attachment, typed.attachments),
            note: RwSignal::new(typed.note),
        }
    }

    /// What stands in it now.
    #[must_use]
    pub fn typed(&self) -> Typed {
        let (format, body) = self.body.get();
        Typed {
            column: self.column.get(),
            also: self.also.get(),
            title: self.title.get(),
            subtitle: self.subtitle.get(),
            source: self.source.get(),
            author: self.author.get(),
            summary: self.summary.get(),
            format,
            body,
            cover: self.cover.get(),
            attachments: self.attachments.done.get(),
            dated: self.dated.get(),
            note: self.note.get(),
        }
    }

    /// Puts something else into it.
    pub fn restore(&self, typed: Typed) {
        self.column.set(typed.column);
        self.also.set(typed.also);
        self.title.set(typed.title);
        self.subtitle.set(typed.subtitle);
        self.source.set(typed.source);
        self.author.set(typed.author);
        self.dated.set(typed.dated);
        self.body.set((typed.format, typed.body));
        self.summary.set(typed.summary);
        self.cover.set(typed.cover);
        self.attachments.done.set(typed.attachments);
        self.note.set(typed.note);
        self.turn.update(|n| *n = n.wrapping_add(1));
    }
}
