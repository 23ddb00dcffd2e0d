//! Questions from a spreadsheet: chosen, checked line by line, then applied as checked.

use crate::api::{self, Sent, exam::BankFile};
use crate::exam::page_bank::save_file;
use crate::kit::{Button, ButtonKind, Card, Chip, Icon, IconName, Tone, toast, use_save};
use gsdj_domain::exam::{ImportForm, ImportOutcome, ImportReport, ImportRow};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The most bytes of a file: as much as goes into one request.
const FILE_MAX: f64 = 700.0 * 1024.0;
/// Rows that are shown at once.
const ROWS: usize = 200;

/// How an outcome sounds.
const fn tone(outcome: ImportOutcome) -> Tone {
    match outcome {
        ImportOutcome::New => Tone::Ok,
        ImportOutcome::Duplicate => Tone::Plain,
        ImportOutcome::Faulty => Tone::Bad,
    }
}

/// 「新题 3 道，重复 1 行，有错 2 行」.
#[must_use]
pub fn sum(report: &ImportReport) -> String {
    format!("新题 {} 道，重复 {} 行，有错 {} 行", report.new, report.duplicates, report.faulty)
}

/// The import.
#[component]
pub fn Import() -> impl IntoView {
    let file = RwSignal::new(None::<String>);
    let name = RwSignal::new(String::new());
    let report = RwSignal::new(None::<ImportReport>);
    let trouble = RwSignal::new(None::<String>);
    let save = use_save(move |form: ImportForm, key| async move {
        if let Sent::Done(done) = api::exam::import(form, key).await? {
            if done.applied {
                toast::show(Tone::Ok, format!("已导入：{}", sum(&done)));
            }
            report.set(Some(done));
        }
        Ok(())
    });
    let chosen = move |ev: leptos::ev::Event| {
        let input = ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(picked) = input.and_then(|i| i.files()).and_then(|files| files.get(0)) else { return };
        report.set(None);
        trouble.set(None);
        save.reset();
        name.set(picked.name());
        if picked.size() > FILE_MAX {
            trouble.set(Some("文件超过 700 KB，请分成几个文件导入".into()));
            return;
        }
        spawn_local(async move {
            match base64(&picked).await {
                Some(text) => {
                    file.set(Some(text.clone()));
                    save.go(ImportForm { file: text, checked: None });
                }
                None => trouble.set(Some("这个文件读不出来，请重新选择".into())),
            }
        });
    };
    let error = move || trouble.get().or_else(|| save.error().get().map(|e| e.sentence()));
    let apply = move || {
        let checked = report.with_untracked(|r| r.as_ref().map(|r| r.checked.clone()));
        if let (Some(file), Some(checked)) = (file.get_untracked(), checked) {
            save.go(ImportForm { file, checked: Some(checked) });
        }
    };
    view! {
        <Card>
            <ol class="exam-steps">
                <li>"下载模板，在“题目”工作表里一行填一道题。"</li>
                <li>"选择填好的 .xlsx 文件，系统逐行检查，这一步不会写入题库。"</li>
                <li>"看过检查结果，再确认导入。"</li>
            </ol>
            <div class="exam-acts"><Button kind=ButtonKind::Line on_click=|_| save_file(BankFile::Template)><Icon name=IconName::Download/>"下载模板"</Button></div>
            <div class="field" class:faulty=move || error().is_some()>
                <label for="field-file">"题目文件"</label>
                <input class="input" id="field-file" type="file" name="file" accept=".xlsx" aria-describedby="fault-file" on:change=chosen/>
                <p class="fault" id="fault-file" role="alert">{move || error().map(|e| view! { <Icon name=IconName::Warning/><span>{e}</span> })}</p>
            </div>
            <p class="muted" role="status">{move || save.pending().get().then(|| format!("正在处理 {}…", name.get()))}</p>
        </Card>
        {move || report.get().map(|r| view! { <Report report=r busy=save.pending() on_apply=apply/> })}
    }
}

/// What came of each row.
#[component]
fn Report(
    report: ImportReport,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_apply: Callback<()>,
) -> impl IntoView {
    let only_faulty = RwSignal::new(report.faulty > 0 && !report.applied);
    let may = !report.applied && report.new > 0;
    let label = if report.faulty + report.duplicates > 0 {
        format!("只导入 {} 道新题，其余不导入", report.new)
    } else {
        format!("导入 {} 道新题", report.new)
    };
    let title = if report.applied { "已导入" } else { "检查结果（还没有写入题库）" };
    let unknown = (!report.unknown.is_empty())
        .then(|| view! { <p class="muted">{format!("这些列没有用到：{}", report.unknown.join("、"))}</p> });
    let rows = StoredValue::new(report.rows.clone());
    let shown = move || {
        let all = rows.get_value();
        all.into_iter().filter(|r| !only_faulty.get() || r.outcome == ImportOutcome::Faulty).collect::<Vec<_>>()
    };
    let more = move || shown().len().saturating_sub(ROWS);
    view! {
        <Card title=title>
            <p role="status"><b>{sum(&report)}</b></p>
            {unknown}
            <label class="check-row"><input type="checkbox" class="checkbox" prop:checked=move || only_faulty.get()
                on:change=move |ev| only_faulty.set(event_target_checked(&ev))/>"只看有错的行"</label>
            <ul class="people import-rows">{move || shown().into_iter().take(ROWS).map(line).collect_view()}</ul>
            {move || (more() > 0).then(|| view! { <p class="muted">{format!("还有 {} 行没有列出", more())}</p> })}
            {may.then(|| view! { <div class="exam-acts"><Button kind=ButtonKind::Primary busy=busy on_click=move |_| on_apply.run(())>{label.clone()}</Button></div> })}
        </Card>
    }
}

fn line(row: ImportRow) -> impl IntoView {
    let says =
        row.faults.iter().map(|f| view! { <span class="person-note">{format!("{}：{}", f.column, f.sentence)}</span> });
    let options = (!row.options.is_empty()).then(|| view! { <span class="person-note">{row.options.clone()}</span> });
    view! {
        <li class="entry">
            <span class="grow"><b>{format!("第 {} 行", row.line)}</b>" "{row.text.clone()}{options}{says.collect_view()}</span>
            <Chip tone=tone(row.outcome)>{row.outcome.label()}</Chip>
        </li>
    }
}

/// A file's bytes in base64, through the browser's own means.
async fn base64(file: &web_sys::File) -> Option<String> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    // one character a byte, as the browser wants it
    let text: String = bytes.iter().map(|b| char::from(*b)).collect();
    web_sys::window()?.btoa(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_counted_in_the_sum() {
        let report = ImportReport {
            applied: false,
            checked: String::new(),
            new: 3,
            duplicates: 1,
            faulty: 2,
            unknown: vec![],
            rows: vec![],
        };
        assert_eq!(sum(&report), "新题 3 道，重复 1 行，有错 2 行");
        assert_eq!(tone(ImportOutcome::Faulty), Tone::Bad);
    }
}
