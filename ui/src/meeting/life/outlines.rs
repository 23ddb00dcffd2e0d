//! Speech outlines: a member's own card, and the branch's list with 代交 and 免交.

use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Chip, Icon, IconName, Sheet, TextField, Tone, draft, sheet_for, toast, use_save};
use crate::meeting::model::record::Purpose;
use crate::meeting::parts::record_view::Attachments;
use crate::meeting::record::uploads::{AttachmentField, Uploads};
use gsdj_domain::meeting::life::{OutlineForm, OutlineRow, PAPER_MAX};
use gsdj_domain::meeting::{Act, MeetingView};
use gsdj_domain::{Instant, MeetingId, MemberId};
use leptos::prelude::*;

/// A member's own outline: what was handed in, and the form while it is taken.
#[component]
pub fn OutlineCard(#[prop(into)] view: Signal<MeetingView>, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let own = Memo::new(move |_| view.with(|v| v.life.as_ref().and_then(|l| l.outlines.first().cloned())));
    let open = Memo::new(move |_| view.with(|v| v.acts.iter().any(|s| s.act == Act::UploadOutline && s.allowed)));
    let paper = move || own.get().and_then(|o| o.paper);
    let text = RwSignal::new(paper().map(|p| p.text).unwrap_or_default());
    let files = Uploads::new(Purpose::Attachment, paper().map(|p| p.files).unwrap_or_default());
    let kept = draft::keep(format!("outline-{id}"), move || text.get(), move |old: String| text.set(old));
    let writing = RwSignal::new(paper().is_none());
    let save = use_save(move |form: OutlineForm, key| {
        let kept = kept.clone();
        async move {
            match api::meeting::outline(id, form, key).await? {
                Sent::Done(_) => toast::show(Tone::Ok, "发言提纲已提交"),
                Sent::Queued => toast::queued(),
            }
            kept.clear();
            writing.set(false);
            Ok(())
        }
    });
    let send = move |_| {
        if untrack(|| files.busy()) {
            return toast::show(Tone::Warn, "还有文件正在上传，请稍候");
        }
        let files = files.done.get_untracked().iter().map(|f| f.id).collect();
        save.go(OutlineForm { member: None, text: text.get_untracked(), files, excused: false });
    };
    let state = move || match own.get() {
        Some(OutlineRow { excused: true, .. }) => "支部已同意您免交".to_owned(),
        Some(OutlineRow { paper: Some(p), .. }) => format!("{} 已提交", p.at.spoken(now.get())),
        Some(OutlineRow { paper: None, .. }) | None => "还没有提交".to_owned(),
    };
    let error = Signal::derive(move || save.field("text").get().or_else(|| save.error().get().map(|e| e.sentence())));
    view! {
        <section class="answer card" aria-label="我的发言提纲">
            <h2 class="answer-title">{move || paper().map(|_| view! { <Icon name=IconName::Check/> })}"我的发言提纲"</h2>
            <p class="answer-until"><Icon name=IconName::Clock/><span>{state}</span></p>
            <Show when=move || open.get() && writing.get() fallback=move || paper().map(|p| read(p.text, p.files))>
                <TextField label="发言提纲" name="text" value=text error=error multiline=true max=PAPER_MAX hint="可以直接写，也可以上传文件；写到哪里存到哪里"/>
                <AttachmentField uploads=files/>
                <div class="answer-buttons"><Button kind=ButtonKind::Primary busy=save.pending() on_click=send>"提交发言提纲"</Button></div>
            </Show>
            <Show when=move || open.get() && !writing.get()>
                <p><button type="button" class="link" on:click=move |_| writing.set(true)>"修改发言提纲"</button></p>
            </Show>
        </section>
    }
}

fn read(text: String, files: Vec<gsdj_domain::file::FileInfo>) -> impl IntoView {
    view! {
        <div class="reading">{text.lines().map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()}</div>
        <Attachments files=files/>
    }
}

/// Everybody's outlines, for the branch and its superior.
#[component]
pub fn OutlinesPanel(#[prop(into)] view: Signal<MeetingView>, manages: Signal<bool>) -> impl IntoView {
    let rows = Memo::new(move |_| view.with(|v| v.life.as_ref().map(|l| l.outlines.clone()).unwrap_or_default()));
    let missing = Memo::new(move |_| view.with(|v| v.life.as_ref().map_or(0, |l| l.outlines_missing)));
    let helps = Memo::new(move |_| manages.get() && view.with(|v| v.row.kind.row().offers(v.step, Act::UploadOutline)));
    let id = view.with_untracked(|v| v.row.id);
    let helped = RwSignal::new(None::<(MemberId, String)>);
    let opened = RwSignal::new(None::<OutlineRow>);
    let heads = move || match missing.get() {
        0 => format!("{} 人已交齐", rows.with(Vec::len)),
        n => format!("应交 {} 人，还差 {n} 人", rows.with(Vec::len)),
    };
    view! {
        <h2 class="panel-title">"发言提纲"</h2>
        <p class="muted" role="status">{heads}</p>
        <ul class="people">{move || rows.get().into_iter().map(|row| line(row, helps, helped, opened)).collect_view()}</ul>
        <Help id=id who=helped/>
        <Read row=opened/>
    }
}

fn line(
    row: OutlineRow,
    helps: Memo<bool>,
    helped: RwSignal<Option<(MemberId, String)>>,
    opened: RwSignal<Option<OutlineRow>>,
) -> impl IntoView {
    let (tone, word) = match (&row.paper, row.excused) {
        (Some(_), true) => (Tone::Plain, "免交"),
        (Some(_), false) => (Tone::Ok, "已交"),
        (None, _) => (Tone::Warn, "未交"),
    };
    let by = row.paper.as_ref().map(|p| p.by.clone()).filter(|by| *by != row.name);
    let (id, name) = (row.member, row.name.clone());
    let whole = StoredValue::new(row.clone());
    view! {
        <li class="person">
            <span class="grow"><b>{row.name}</b>{by.map(|by| view! { <span class="person-note">{format!("由{by}代交")}</span> })}</span>
            {row.paper.is_some().then(|| view! { <button type="button" class="link" aria-label=format!("查看{name}的发言提纲") on:click=move |_| opened.set(Some(whole.get_value()))>"查看"</button> })}
            <Show when=move || helps.get()>
                {let name = name.clone(); view! { <button type="button" class="link" aria-label=format!("为{name}代交或免交") on:click=move |_| helped.set(Some((id, name.clone())))>"代交或免交"</button> }}
            </Show>
            <Chip tone=tone>{word}</Chip>
        </li>
    }
}

#[component]
fn Read(row: RwSignal<Option<OutlineRow>>) -> impl IntoView {
    let open = sheet_for(row);
    let title =
        Signal::derive(move || row.with(|r| r.as_ref().map(|r| format!("{}的发言提纲", r.name))).unwrap_or_default());
    view! {
        <Sheet open=open title=title>
            {move || row.get().and_then(|r| r.paper.map(|p| (p, r.excused))).map(|(p, excused)| view! {
                {excused.then(|| view! { <p class="muted">"免交，原因："</p> })}
                {read(p.text, p.files)}
            })}
        </Sheet>
    }
}

/// The branch hands an outline in for a member, or excuses them with a reason.
#[component]
fn Help(id: MeetingId, who: RwSignal<Option<(MemberId, String)>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let files = Uploads::new(Purpose::Attachment, Vec::new());
    Effect::new(move |_| {
        if who.with(Option::is_some) {
            text.set(String::new());
            files.done.set(Vec::new());
            open.set(true);
        }
    });
    let save = use_save(move |form: OutlineForm, key| async move {
        let said = if form.excused { "已注明免交" } else { "已代为提交" };
        api::meeting::outline(id, form, key).await?;
        open.set(false);
        toast::show(Tone::Ok, said);
        Ok(())
    });
    let send = move |excused: bool| {
        let Some((member, _)) = who.get_untracked() else { return };
        let files = if excused { Vec::new() } else { files.done.get_untracked().iter().map(|f| f.id).collect() };
        save.go(OutlineForm { member: Some(member), text: text.get_untracked(), files, excused });
    };
    let title = Signal::derive(move || {
        who.with(|w| w.as_ref().map(|(_, name)| format!("{name}的发言提纲"))).unwrap_or_default()
    });
    let error = Signal::derive(move || save.field("text").get().or_else(|| save.error().get().map(|e| e.sentence())));
    view! {
        <Sheet open=open title=title>
            <p class="muted">"党员写好交来的，可以代为上传；确有困难不能写的，写明原因后免交。两种情况都会留下记录。"</p>
            <TextField label="提纲内容，或免交原因" name="text" value=text error=error multiline=true max=PAPER_MAX/>
            <AttachmentField uploads=files/>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Line busy=save.pending() on_click=move |_| send(true)>"注明免交"</Button>
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=move |_| send(false)>"代为提交"</Button>
            </div>
        </Sheet>
    }
}
