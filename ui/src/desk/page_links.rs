//! `/desk/links`: the catalogue of links out (FEATURES 5.1), kept by the province: names, addresses, which earn, their order.

use super::model::link::{Change, changed};
use super::parts::DeskRoom;
use crate::api;
use crate::kit::{
    Button, ButtonKind, Checked, Chip, Confirm, Icon, IconName, Loaded, PageHead, Save, SelectField, Sheet, TextField,
    Tone, by_field, sheet_for, toast, use_load, use_save,
};
use gsdj_domain::account::Permission;
use gsdj_domain::content::{LINK_NAME_MAX, LINKS, LINKS_MAX, Link, LinkGroup, Links, LinksForm, check_link};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// What changes the catalogue.
#[derive(Clone, Copy)]
struct Keeper {
    links: Signal<Vec<Link>>,
    save: Save<(Vec<Link>, String)>,
}

impl Keeper {
    fn go(self, change: &Change) {
        if let Some(change) = self.links.with_untracked(|links| changed(links, change)) {
            self.save.go(change);
        }
    }
}

/// The page.
#[component]
pub fn DeskLinks() -> impl IntoView {
    view! { <DeskRoom permission=Permission::ManageLinks><Whole/></DeskRoom> }
}

#[component]
fn Whole() -> impl IntoView {
    let load = use_load(api::content::links, &[Tag::Links]);
    view! {
        <div class="page-narrow desk">
            <PageHead title="链接" back="/desk"/>
            <p class="muted">"“学习平台”一页的全部链接。没有填地址的，读者看不到；标“记分”的，党员每天前往一次记 1 分。"</p>
            <Loaded load=load view={move |all: Signal<Links>| view! { <All all=all/> }}/>
            <p class="small"><a class="link" href="/portals">"看学习平台"</a>" · "<a class="link" href="/manual/links">"怎么用"</a></p>
        </div>
    }
}

#[component]
fn All(all: Signal<Links>) -> impl IntoView {
    let links = Signal::derive(move || all.with(|a| a.links.clone()));
    let opened = RwSignal::new(None::<Link>);
    let removed = RwSignal::new(None::<Link>);
    let reset = RwSignal::new(false);
    let save = use_save(move |(links, said): (Vec<Link>, String), key| async move {
        api::content::set_links(LinksForm { links }, key).await?;
        opened.set(None);
        removed.set(None);
        reset.set(false);
        toast::show(Tone::Ok, said);
        Ok(())
    });
    let keeper = Keeper { links, save };
    let (busy, error) = (save.pending(), Signal::derive(move || save.error().get().map(|e| e.sentence())));
    let blank = || Link {
        code: String::new(),
        name: String::new(),
        address: String::new(),
        group: LinkGroup::Platform,
        earns: false,
    };
    let full = move || links.with(|all| all.len() >= LINKS_MAX);
    let name = Signal::derive(move || removed.with(|l| l.as_ref().map(|l| l.name.clone()).unwrap_or_default()));
    let remove = move |()| {
        if let Some(link) = removed.get_untracked() {
            keeper.go(&Change::Remove(link.code));
        }
    };
    view! {
        <div class="row wrap">
            <Button kind=ButtonKind::Primary disabled=Signal::derive(full) on_click=move |_| opened.set(Some(blank()))><Icon name=IconName::Plus/>"新增链接"</Button>
            <Button kind=ButtonKind::Line on_click=move |_| reset.set(true)>"恢复平台自带"</Button>
        </div>
        <ul class="desk-columns panel">
            <For each=move || places(&links.get()) key=|row| format!("{row:?}")
                children=move |(link, first, last)| view! { <Line link=link ends=(first, last) keeper=keeper opened=opened removed=removed/> }/>
        </ul>
        <LinkSheet link=opened keeper=keeper/>
        <Confirm open=sheet_for(removed) title="删除链接" danger=true busy=busy error=error yes="删除"
            text=Signal::derive(move || format!("删除“{}”？已经记下的积分不变。", name.get())) on_yes=remove/>
        <Confirm open=reset title="恢复平台自带的链接" danger=true busy=busy error=error yes="恢复"
            text=format!("现有的链接全部换成平台自带的 {} 个，填过的地址不再保留。", LINKS.len())
            on_yes=move |()| keeper.go(&Change::Reset)/>
    }
}

/// Each link, and whether it is the first and the last.
fn places(links: &[Link]) -> Vec<(Link, bool, bool)> {
    links.iter().enumerate().map(|(n, link)| (link.clone(), n == 0, n + 1 == links.len())).collect()
}

#[component]
fn Line(
    link: Link,
    ends: (bool, bool),
    keeper: Keeper,
    opened: RwSignal<Option<Link>>,
    removed: RwSignal<Option<Link>>,
) -> impl IntoView {
    let about = if link.address.is_empty() { "还没有地址，读者看不到".into() } else { link.address.clone() };
    let mover = |class: &'static str, way: &str, by: isize, end: bool| {
        let code = link.code.clone();
        view! {
            <button type="button" class=class disabled=end aria-label=format!("{way}“{}”", link.name)
                on:click=move |_| keeper.go(&Change::Move(code.clone(), by))><Icon name=IconName::Down/></button>
        }
    };
    let up = mover("icon-button desk-up", "上移", -1, ends.0);
    let down = mover("icon-button", "下移", 1, ends.1);
    let (change, remove) = (format!("修改“{}”", link.name), format!("删除“{}”", link.name));
    let (to_open, to_remove) = (link.clone(), link.clone());
    view! {
        <li class="row wrap desk-link">
            <span class="grow">
                <b>{link.name.clone()}</b>
                <span class="cell-note">{about}</span>
            </span>
            <Chip>{link.group.label()}</Chip>
            {link.earns.then(|| view! { <Chip tone=Tone::Gold>"记分"</Chip> })}
            <span class="row">
                {up}{down}
                <button type="button" class="btn btn-quiet" aria-label=change on:click=move |_| opened.set(Some(to_open.clone()))>"修改"</button>
                <button type="button" class="btn btn-quiet" aria-label=remove on:click=move |_| removed.set(Some(to_remove.clone()))>"删除"</button>
            </span>
        </li>
    }
}

/// 新增 or 修改.
#[component]
fn LinkSheet(link: RwSignal<Option<Link>>, keeper: Keeper) -> impl IntoView {
    let (name, address) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (group, earns) = (RwSignal::new(String::new()), RwSignal::new(false));
    let typed = move || {
        let code = link.with(|l| l.as_ref().map(|l| l.code.clone()).unwrap_or_default());
        Link {
            code,
            name: name.read().trim().into(),
            address: address.read().trim().into(),
            group: LinkGroup::from_code(&group.read()).unwrap_or(LinkGroup::Platform),
            earns: earns.get(),
        }
    };
    let checked = Checked::new(&["name", "address"], move || {
        let link = typed();
        // a new link's code is given as it is put in
        let code = if link.code.is_empty() { "new".into() } else { link.code.clone() };
        check_link(&Link { code, ..link }).map_err(|r| by_field(&r.problem(String::new()))).err().unwrap_or_default()
    });
    let fault = move |field: &'static str| checked.fault(field, keeper.save);
    Effect::new(move |_| {
        if let Some(link) = link.get() {
            name.set(link.name);
            address.set(link.address);
            group.set(link.group.code().into());
            earns.set(link.earns);
            checked.forget();
        }
    });
    let rest = move || keeper.save.error().get().filter(|e| e.field("name").is_none() && e.field("address").is_none());
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if !checked.passes() {
            return;
        }
        let typed = untrack(typed);
        if link.with_untracked(|l| l.as_ref() == Some(&typed)) {
            link.set(None);
        } else {
            keeper.go(&Change::Put(typed));
        }
    };
    let title =
        move || link.with(|l| if l.as_ref().is_some_and(|l| l.code.is_empty()) { "新增链接" } else { "修改链接" });
    let groups = LinkGroup::ALL.iter().map(|g| (g.code().to_owned(), g.label().to_owned())).collect::<Vec<_>>();
    view! {
        <Sheet open=sheet_for(link) title=Signal::derive(move || title().to_owned())>
            <form novalidate on:submit=send>
                <TextField label="链接名称" name="name" value=name error=fault("name") required=true max=LINK_NAME_MAX/>
                <TextField label="地址" name="address" value=address error=fault("address") inputmode="url" hint="以 https:// 开头；不填，读者暂时看不到"/>
                <SelectField label="分组" name="group" value=group options=groups.clone()/>
                <label class="tick">
                    <input type="checkbox" class="checkbox" prop:checked=move || earns.get() on:change=move |ev| earns.set(event_target_checked(&ev))/>
                    <span class="grow"><b>"前往记分"</b><span class="cell-note">"党员每天前往一次记 1 分，每天最多 5 分"</span></span>
                </label>
                <p class="fault" role="alert">{move || rest().map(|e| e.sentence())}</p>
                <div class="sheet-foot"><Button kind=ButtonKind::Primary submit=true busy=keeper.save.pending()>"保存"</Button></div>
            </form>
        </Sheet>
    }
}
