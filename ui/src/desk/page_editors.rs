//! `/editors`: who edits which site: appointed, taken back, given a new first password; for the province.

use super::parts::DeskRoom;
use crate::api::{self, Sent};
use crate::branch::{GivenPassword, PasswordSheet};
use crate::kit::{
    Button, ButtonKind, Chip, Confirm, Empty, Icon, IconName, Loaded, PageHead, SelectField, Sheet, TextField, Tone,
    focus_field, sheet_for, toast, use_load, use_now, use_save,
};
use gsdj_domain::account::Permission;
use gsdj_domain::content::{EditorAppointed, EditorForm, EditorRow, Site};
use gsdj_domain::routes::Tag;
use gsdj_domain::{AccountId, Page};
use leptos::prelude::*;

/// The most characters of a name; the server has the same.
const NAME_MAX: usize = 20;

/// The page.
#[component]
pub fn Editors() -> impl IntoView {
    view! { <DeskRoom permission=Permission::AppointEditors><All/></DeskRoom> }
}

#[component]
fn All() -> impl IntoView {
    let load = use_load(api::desk::editors, &[Tag::Editors]);
    let appoint = RwSignal::new(false);
    let removed = RwSignal::new(None::<EditorRow>);
    let reset = RwSignal::new(None::<EditorRow>);
    view! {
        <div class="page-narrow desk">
            <div class="head">
                <div class="grow"><PageHead title="栏目编辑" back="/desk"/></div>
                <Button kind=ButtonKind::Primary on_click=move |_| appoint.set(true)><Icon name=IconName::Plus/>"设置编辑"</Button>
            </div>
            <Loaded load=load view={move |page: Page<EditorRow>| {
                if page.items.is_empty() {
                    return view! {
                        <Empty icon=IconName::People title="还没有栏目编辑" text="为省级站点和十四个市州各设几名编辑：一人写，另一人审核。"/>
                    }.into_any();
                }
                sites(&page.items, removed, reset)
            }}/>
            <p class="small"><a class="link" href="/manual/editors">"怎么用"</a></p>
        </div>
        <Appoint open=appoint/>
        <Removal editor=removed/>
        <Reset editor=reset/>
    }
}

/// Site by site.
fn sites(all: &[EditorRow], removed: RwSignal<Option<EditorRow>>, reset: RwSignal<Option<EditorRow>>) -> AnyView {
    let of = |site: &Site| {
        let rows: Vec<EditorRow> = all.iter().filter(|e| e.site == *site).cloned().collect();
        let active = rows.iter().filter(|e| e.active).count();
        let alone = active == 1;
        (!rows.is_empty()).then(|| {
            view! {
                <section class="panel">
                    <h2 class="panel-title">{format!("{} · {active} 人", site.title())}</h2>
                    {alone.then(|| view! { <p class="muted small">"只有一名编辑时，稿件由省委组织部审核。"</p> })}
                    <ul class="desk-editors">{rows.into_iter().map(|e| view! { <Line editor=e removed=removed reset=reset/> }).collect_view()}</ul>
                </section>
            }
        })
    };
    Site::ALL.iter().filter_map(of).collect_view().into_any()
}

#[component]
fn Line(editor: EditorRow, removed: RwSignal<Option<EditorRow>>, reset: RwSignal<Option<EditorRow>>) -> impl IntoView {
    let now = use_now();
    let (login, since, active) = (editor.login.clone(), editor.since, editor.active);
    let name = editor.name.clone();
    let (to_reset, to_remove) = (editor.clone(), editor);
    let (reset_label, remove_label) = (format!("重置密码：{name}"), format!("停用：{name}"));
    let acts = active.then(|| {
        view! {
            <button type="button" class="btn btn-quiet" aria-label=reset_label on:click=move |_| reset.set(Some(to_reset.clone()))>"重置密码"</button>
            <button type="button" class="btn btn-quiet" aria-label=remove_label on:click=move |_| removed.set(Some(to_remove.clone()))>"停用"</button>
        }
    });
    view! {
        <li class="row wrap desk-editor">
            <span class="grow">
                <b>{name}</b>
                <span class="cell-note">{move || format!("账号 {login} · {} 设置", since.spoken(now.get()))}</span>
            </span>
            {(!active).then(|| view! { <Chip>"已停用"</Chip> })}
            {acts}
        </li>
    }
}

/// 设置编辑: a name and a site; then the account and the first password, once.
#[component]
fn Appoint(open: RwSignal<bool>) -> impl IntoView {
    let (name, site) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let given = RwSignal::new(None::<EditorAppointed>);
    Effect::new(move |_| {
        if !open.get() {
            name.set(String::new());
            site.set(String::new());
            tried.set(false);
            given.set(None);
        }
    });
    let save = use_save(move |form: EditorForm, key| async move {
        if let Sent::Done(new) = api::desk::appoint(form, key).await? {
            given.set(Some(new));
        }
        Ok(())
    });
    let missing = move |of: RwSignal<String>, says: &'static str, field: &'static str| {
        Signal::derive(move || {
            let empty = tried.get() && of.with(|t| t.trim().is_empty());
            empty.then(|| says.to_owned()).or_else(|| save.field(field).get())
        })
    };
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        let named = name.get_untracked().trim().to_owned();
        match (named.is_empty(), Site::from_code(&site.get_untracked())) {
            (true, _) => focus_field("name"),
            (false, None) => focus_field("site"),
            (false, Some(site)) => save.go(EditorForm { name: named, site }),
        }
    };
    view! {
        <Sheet open=open title="设置编辑">
            {move || match given.get() {
                Some(new) => view! {
                    <p>{format!("{}，账号：", new.editor.site.title())}<b>{new.editor.login.clone()}</b></p>
                    <GivenPassword password=new.password whose=new.editor.name open=open/>
                }.into_any(),
                None => view! {
                    <form novalidate on:submit=send>
                        <TextField label="姓名" name="name" value=name error=missing(name, "请填写姓名", "name") required=true max=NAME_MAX/>
                        <SelectField label="站点" name="site" value=site options=all_sites() error=missing(site, "请选择站点", "site") required=true/>
                        <p class="muted">"账号由平台编好；初始密码只显示一次，第一次登录必须修改。"</p>
                        <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
                        <div class="sheet-foot"><Button kind=ButtonKind::Primary submit=true busy=save.pending()>"设置编辑"</Button></div>
                    </form>
                }.into_any(),
            }}
        </Sheet>
    }
}

fn all_sites() -> Vec<(String, String)> {
    Site::ALL.iter().map(|site| (site.code().to_owned(), site.title())).collect()
}

/// 停用.
#[component]
fn Removal(editor: RwSignal<Option<EditorRow>>) -> impl IntoView {
    let save = use_save(move |id: AccountId, key| async move {
        api::desk::remove_editor(id, key).await?;
        editor.set(None);
        toast::show(Tone::Ok, "已停用");
        Ok(())
    });
    let title =
        Signal::derive(move || editor.with(|e| e.as_ref().map(|e| format!("停用{}？", e.name)).unwrap_or_default()));
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let yes = move || {
        if let Some(id) = editor.with_untracked(|e| e.as_ref().map(|e| e.id)) {
            save.go(id);
        }
    };
    view! {
        <Confirm open=sheet_for(editor) title=title text="停用后马上退出登录，不能再登录，也不能恢复；写过的稿件都保留。此操作会记入操作日志。"
            yes="停用" busy=save.pending() error=error danger=true on_yes=yes/>
    }
}

/// 重置密码.
#[component]
fn Reset(editor: RwSignal<Option<EditorRow>>) -> impl IntoView {
    let whose = Signal::derive(move || editor.with(|e| e.as_ref().map(|e| e.name.clone()).unwrap_or_default()));
    let call = move |key| {
        let id = editor.with_untracked(|e| e.as_ref().map_or(AccountId(0), |e| e.id));
        api::desk::reset_editor(id, key)
    };
    view! { <PasswordSheet open=sheet_for(editor) whose=whose call=call/> }
}
