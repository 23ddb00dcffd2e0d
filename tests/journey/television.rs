//! The television: arrows, OK and back reach everything, and the focus is never lost.

use super::harness::{Browsers, Demo, Device, Page};
use fantoccini::key::Key;
use gsdj_domain::account::Role;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

/// The four ways, and what undoes each where nothing is in between.
const ARROWS: [Key; 4] = [Key::Down, Key::Right, Key::Up, Key::Left];

#[test]
fn the_remote_control_reaches_everything() {
    Browsers::run("tv", story);
}

async fn story(browsers: Browsers, web: PathBuf) {
    let demo = Demo::open(Some(web)).await;
    let tv = browsers.open(Device::Tv, "member", demo.platform.url("")).await;
    tv.goto("/?frame=tv").await;
    tv.see("怎样在电视上登录").await;
    tv.check("guest").await;
    let member = demo.of(Role::Member);
    tv.sign_in_quietly(&demo.platform, &member.account, &member.password).await;

    tv.goto("/home").await;
    focused(&tv).await;
    tv.check("home").await;
    reach_all(&tv, "home").await;
    open_and_return(&tv, "/home").await;

    for (path, step) in [("/standards", "standards"), ("/standards/rural", "standard-chapters")] {
        tv.goto(path).await;
        focused(&tv).await;
        tv.check(step).await;
        reach_all(&tv, step).await;
        open_and_return(&tv, path).await;
    }

    tv.goto("/news").await;
    focused(&tv).await;
    tv.check("news").await;
    open_and_return(&tv, "/news").await;

    tv.goto("/meetings").await;
    focused(&tv).await;
    tv.check("meetings").await;
    reach_all(&tv, "meetings").await;
    open_and_return(&tv, "/meetings").await;
}

/// Waits until something of the page has the focus.
async fn focused(tv: &Page) {
    tv.settled().await;
    tv.until(
        "gives the focus to nothing",
        "document.activeElement?.closest('main') && document.activeElement.id !== 'main'",
        Vec::new(),
    )
    .await;
}

/// Where the focus is among everything that can have it, and how it looks there.
async fn here(tv: &Page) -> (i64, bool) {
    let script = "const all = window.everything; const e = document.activeElement; const r = e.getBoundingClientRect();
        const s = getComputedStyle(e); const marked = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
        const inside = r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;
        return [all.indexOf(e), marked && inside];";
    let answer = tv.run(script, Vec::new()).await;
    (answer[0].as_i64().unwrap(), answer[1] == json!(true))
}

/// Walks the page by keys alone until every focusable thing has had the focus.
async fn reach_all(tv: &Page, step: &str) {
    let script = "window.everything = [...document.querySelectorAll('a[href], button:not([disabled]), summary')]
        .filter((e) => e.offsetWidth > 0 && !e.classList.contains('skip')); return window.everything.map(name);";
    let names: Vec<String> = serde_json::from_value(tv.run(script, Vec::new()).await).unwrap();
    let mut ways: BTreeMap<i64, Vec<Option<i64>>> = BTreeMap::new();
    let mut at = here(tv).await.0;
    while let Some(path) = path_to_new(&ways, at) {
        for way in path {
            let before = at;
            tv.key(ARROWS[way]).await;
            let (now, visible) = here(tv).await;
            if !visible && now >= 0 {
                tv.findings()
                    .add(format!("tv {step}: the focus on 「{}」 can't be seen", names[usize::try_from(now).unwrap()]));
            }
            ways.entry(before).or_insert_with(|| vec![None; 4])[way] = Some(now);
            at = now;
        }
    }
    let reached: BTreeSet<i64> = ways.keys().copied().collect();
    let missed: Vec<&String> = names.iter().zip(0..).filter(|(_, i)| !reached.contains(i)).map(|(n, _)| n).collect();
    assert!(missed.is_empty(), "{step}: arrows do not reach {missed:?}");
}

/// The shortest known way to a place with an arrow not tried yet, that arrow included.
fn path_to_new(ways: &BTreeMap<i64, Vec<Option<i64>>>, from: i64) -> Option<Vec<usize>> {
    let (mut queue, mut seen) = (VecDeque::from([(from, Vec::new())]), BTreeSet::from([from]));
    while let Some((at, path)) = queue.pop_front() {
        let Some(known) = ways.get(&at) else { return Some([path, vec![0]].concat()) };
        for (way, to) in known.iter().enumerate() {
            let longer = [path.clone(), vec![way]].concat();
            match to {
                None => return Some(longer),
                Some(to) if seen.insert(*to) => queue.push_back((*to, longer)),
                Some(_) => {}
            }
        }
    }
    None
}

/// OK opens the last tile of the page, back comes back to it.
async fn open_and_return(tv: &Page, path: &str) {
    let whole = "return location.pathname + location.search";
    let before = tv.run(whole, Vec::new()).await;
    let target = "const all = [...document.querySelectorAll('main a[href]')].filter((e) => e.offsetWidth > 0);
        const e = all.at(-1); e.focus(); return e.getAttribute('href');";
    let href = tv.run(target, Vec::new()).await.as_str().unwrap().to_owned();
    tv.key(Key::Enter).await;
    tv.until("opens nothing", "location.pathname + location.search !== arguments[0]", vec![before.clone()]).await;
    tv.settled().await;
    tv.check(&format!("opened-from{}", path.replace('/', "-"))).await;
    tv.key(Key::Escape).await;
    tv.until("does not come back", "location.pathname + location.search === arguments[0]", vec![before]).await;
    let script = "document.activeElement?.getAttribute('href') === arguments[0]";
    tv.until("forgets where the focus was", script, vec![Value::from(href)]).await;
}
