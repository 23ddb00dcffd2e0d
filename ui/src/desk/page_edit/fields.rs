//! The fields of the form, in their order.

use crate::desk::edit::also::AlsoField;
use crate::desk::edit::body::{Body, Writing};
use crate::desk::edit::cover::CoverField;
use crate::desk::edit::sheet::Fields;
use crate::desk::model::column;
use crate::kit::{Card, SelectField, TextField};
use crate::meeting::record::uploads::AttachmentField;
use gsdj_domain::content::{AUTHOR_MAX, ColumnKind, DeskColumn, NOTE_MAX, SOURCE_MAX, SUMMARY_MAX, TITLE_MAX};
use leptos::prelude::*;

/// What is wrong with a field.
type Fault = Callback<&'static str, Signal<Option<String>>>;

/// All fields; `versions` were published before.
#[component]
pub fn FormFields(
    fields: Fields,
    writing: Writing,
    columns: Vec<DeskColumn>,
    versions: u32,
    fault: Fault,
) -> impl IntoView {
    let fault = move |field: &'static str| fault.run(field);
    let options = column::options(&columns);
    let also = columns.clone();
    let documents = Memo::new(move |_| {
        let chosen = fields.column.get();
        let kept = fields.dated.with(|d| !d.is_empty());
        kept || columns.iter().any(|c| c.column.kind == ColumnKind::Documents && c.column.id.to_string() == chosen)
    });
    let turn = Memo::new(move |_| fields.turn.get());
    view! {
        <Card title="栏目">
            <SelectField label="栏目" name="column" value=fields.column options=options error=fault("column") required=true/>
            <AlsoField columns=also main=fields.column also=fields.also error=fault("also")/>
        </Card>
        <Card title="标题和署名">
            <TextField label="标题" name="title" value=fields.title error=fault("title") required=true max=TITLE_MAX/>
            <TextField label="副标题" name="subtitle" value=fields.subtitle error=fault("subtitle") max=TITLE_MAX/>
            <TextField label="来源" name="source" value=fields.source error=fault("source") max=SOURCE_MAX hint="如：兰州市委组织部"/>
            <TextField label="作者" name="author" value=fields.author error=fault("author") max=AUTHOR_MAX/>
            <Show when=move || documents.get()>
                <TextField label="文件日期" name="dated" value=fields.dated error=fault("dated") kind="date" hint="文件本身的日期，资料库按它排列"/>
            </Show>
        </Card>
        <Card title="正文">
            // drawn anew when the text was replaced from outside
            {move || { turn.track(); view! { <Body writing=writing value=fields.body error=fault("body")/> } }}
        </Card>
        <Card title="摘要和封面">
            <TextField label="摘要" name="summary" value=fields.summary error=fault("summary") multiline=true max=SUMMARY_MAX
                hint="显示在列表和分享里；不填就用正文的开头"/>
            <CoverField cover=fields.cover body=fields.body under=writing.under/>
        </Card>
        <Card title="附件">
            <AttachmentField uploads=fields.attachments/>
            <p class="fault" role="alert" id="field-files" tabindex="-1">{move || fault("files").get()}</p>
        </Card>
        {(versions > 0).then(|| view! {
            <Card title="这一版">
                <TextField label="修改说明" name="note" value=fields.note error=fault("note") max=NOTE_MAX hint="写给审核人和以后查看各版的人，读者看不到"/>
            </Card>
        })}
    }
}
