//! Pasting a part of the guide: lines from a table or a file, looked at line by line before anything is written.

use super::model::{does, summary};
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Chip, TextField, Tone, toast, use_save};
use gsdj_domain::ChannelId;
use gsdj_domain::programme_guide::{LineState, PasteForm, PasteReport, PastedLine, check_import};
use leptos::prelude::*;

/// The box below a channel's day.
#[component]
pub fn PasteBox(channel: Memo<Option<ChannelId>>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let replace = RwSignal::new(false);
    let report = RwSignal::new(None::<PasteReport>);
    // what was looked at is no longer what is typed
    Effect::new(move |_| {
        text.track();
        replace.track();
        channel.track();
        report.set(None);
    });
    let save = use_save(move |(id, form): (ChannelId, PasteForm), key| async move {
        if let Sent::Done(got) = api::programme_guide::paste(id, form, key).await? {
            if got.applied {
                toast::show(Tone::Ok, format!("已导入：{}", summary(&got)));
                text.set(String::new());
            } else {
                report.set(Some(got));
            }
        }
        Ok(())
    });
    let tried = RwSignal::new(false);
    let form = move |apply| PasteForm { text: text.get(), replace: replace.get(), apply };
    let fault = Signal::derive(move || {
        let own = check_import(&form(false)).err().map(|r| r.sentence());
        own.filter(|_| tried.get() && save.error().with(Option::is_none) && report.with(Option::is_none))
            .or_else(|| save.field("text").get())
    });
    let send = move |apply| {
        tried.set(true);
        let form = untrack(|| form(apply));
        if let Some(id) = channel.get_untracked().filter(|_| check_import(&form).is_ok()) {
            tried.set(false);
            save.go((id, form));
        }
    };
    let beside = move || save.error().get().filter(|e| e.field("text").is_none()).map(|e| e.sentence());
    view! {
        <section class="panel guide-paste" aria-label="粘贴节目单">
            <h2 class="panel-title">"粘贴节目单"</h2>
            <p class="muted">"从表格里复制四列：日期、开始、结束、节目，每行一条；也可以粘贴用逗号分隔的文本（CSV）。日期可以只写在每天第一行，结束时间空着时取下一条的开始。"</p>
            <TextField label="节目单" name="text" value=text error=fault multiline=true required=true
                hint="例：2026-03-10　19:00　19:30　节目名称"/>
            <label class="check-row">
                <span class="grow"><b>"替换这些日期的全部节目"</b><span class="hint">"节目单里没有的原有节目会被删除"</span></span>
                <input type="checkbox" class="toggle" role="switch" prop:checked=move || replace.get() on:change=move |ev| replace.set(event_target_checked(&ev))/>
            </label>
            <p class="fault" role="alert">{beside}</p>
            <div class="row wrap">
                <Button kind=ButtonKind::Line busy=save.pending() on_click=move |_| send(false)>"先检查"</Button>
            </div>
            {move || report.get().map(|r| view! { <Report report=r busy=save.pending() on_yes=move |()| send(true)/> })}
        </section>
    }
}

#[component]
fn Report(report: PasteReport, busy: Signal<bool>, #[prop(into)] on_yes: Callback<()>) -> impl IntoView {
    let (says, many) = (summary(&report), does(&report));
    let lines: Vec<PastedLine> = report.lines.into_iter().chain(report.removed).collect();
    let go = if many > 0 {
        view! {
            <Button kind=ButtonKind::Primary busy=busy on_click=move |_| on_yes.run(())>{format!("确认导入（{many} 条）")}</Button>
        }
        .into_any()
    } else {
        view! { <p class="muted">"没有要导入的内容。"</p> }.into_any()
    };
    view! {
        <div class="paste-report" role="status">
            <p><b>{says}</b></p>
            <ul class="paste-lines">{lines.into_iter().map(|l| view! { <Line line=l/> }).collect_view()}</ul>
            {go}
        </div>
    }
}

#[component]
fn Line(line: PastedLine) -> impl IntoView {
    let tone = match line.state {
        LineState::New | LineState::Changed => Tone::Ok,
        LineState::Same => Tone::Plain,
        LineState::Faulty => Tone::Bad,
        LineState::Removed => Tone::Warn,
    };
    let place = if line.line > 0 { format!("第 {} 行", line.line) } else { "原有".to_owned() };
    let time = line.starts_at.map(|at| at.written()).unwrap_or_default();
    view! {
        <li class="row wrap">
            <span class="tiny">{place}</span>
            <Chip tone=tone>{line.state.label()}</Chip>
            <span class="grow">{format!("{time} {}", line.title)}</span>
            {(!line.fault.is_empty()).then(|| view! { <span class="fault">{line.fault.clone()}</span> })}
        </li>
    }
}
