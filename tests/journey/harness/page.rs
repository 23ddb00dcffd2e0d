//! What is on the screen, and what somebody does there: by names as they are read, waiting for states, never for time.

use super::find;
use super::platform::Platform;
use super::{Findings, axe, shots};
use fantoccini::Client;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How long a state may take to come; generous, because two cores do everything.
const PATIENCE: Duration = Duration::from_secs(45);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(60);

/// A window on the platform.
pub struct Page {
    client: Client,
    driver: String,
    session: String,
    base: String,
    name: String,
    findings: Findings,
    pictures: AtomicU32,
    chromium: bool,
}

impl Page {
    pub(super) async fn new(client: Client, driver: String, base: String, name: String, findings: Findings) -> Self {
        let session = client.session_id().await.unwrap().unwrap();
        Self { client, driver, session, base, name, findings, pictures: AtomicU32::new(0), chromium: true }
    }

    /// A window of the app, which has its own pages and its own way of being photographed.
    pub async fn of_app(client: Client, name: String, findings: Findings) -> Self {
        let page = Self::new(client, String::new(), String::new(), name, findings).await;
        Self { chromium: false, ..page }
    }

    /// What is wrong so far, all together.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Opens an address, as if it had been typed; the app, which has no place to type it, goes there by a link, or to the
    /// sign-in before it.
    pub async fn goto(&self, path: &str) {
        if self.chromium {
            self.client.goto(&format!("{}{path}", self.base)).await.unwrap();
            // what came with the page can be read before the program is there: a story waits for the program, or for why it
            // can't start
            let begun = "!document.querySelector('#boot') || document.querySelector('.boot-stopped') !== null";
            self.until("does not start", begun, Vec::new()).await;
            return;
        }
        self.settled().await;
        let whole = self.run("return location.pathname + location.search", Vec::new()).await;
        if whole == json!(path) {
            return self.reload().await;
        }
        self.press_link(path).await;
        let there = "location.pathname === arguments[0].split('?')[0] || location.pathname === '/sign-in'";
        self.until(&format!("does not get to {path}"), there, vec![json!(path)]).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// The browser's back button.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Goes to an address as a link on the page would: without loading everything again.
    pub async fn follow(&self, path: &str) {
        self.press_link(path).await;
        self.is_at(path).await;
    }

    async fn press_link(&self, path: &str) {
        let script = "const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click(); a.remove();";
        self.run(script, vec![json!(path)]).await;
    }

    /// Runs a script that may use what stands in `find.js`.
    pub async fn run(&self, script: &str, args: Vec<Value>) -> Value {
        let whole = format!("{}\n{script}", find::SCRIPT);
        self.client.execute(&whole, args).await.unwrap_or_else(|e| panic!("{}: {e}\n{script}", self.name))
    }

    /// Waits until a script's expression is true.
    pub async fn until(&self, what: &str, expression: &str, args: Vec<Value>) {
        let script = format!("{}\nreturn !!({expression});", find::SCRIPT);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            // while a page is being left there is nothing to ask
            if self.client.execute(&script, args.clone()).await.is_ok_and(|v| v == json!(true)) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        self.fail(what).await;
    }

    /// Waits until a text can be read.
    pub async fn see(&self, text: &str) {
        let what = format!("does not show 「{text}」");
        self.until(&what, "clean(document.body.innerText).includes(arguments[0])", vec![json!(text)]).await;
    }

    /// Waits until a text can't be read any more.
    pub async fn see_no(&self, text: &str) {
        let what = format!("still shows 「{text}」");
        self.until(&what, "!clean(document.body.innerText).includes(arguments[0])", vec![json!(text)]).await;
    }

    /// Waits until the address is this one, query and all, or without a query whatever it is.
    pub async fn is_at(&self, path: &str) {
        let script =
            "(arguments[0].includes('?') ? location.pathname + location.search : location.pathname) === arguments[0]";
        self.until(&format!("is not at {path}"), script, vec![json!(path)]).await;
    }

    /// Waits until nothing is loading.
    pub async fn settled(&self) {
        self.until("does not settle", "settled()", Vec::new()).await;
    }

    /// The path of the address.
    pub async fn path(&self) -> String {
        self.run("return location.pathname", Vec::new()).await.as_str().unwrap().to_owned()
    }

    /// Whether a text can be read now.
    pub async fn shows(&self, text: &str) -> bool {
        self.run("return clean(document.body.innerText).includes(arguments[0])", vec![json!(text)]).await == json!(true)
    }

    /// Presses the button or link of this name.
    pub async fn press(&self, name: &str) {
        self.click(&format!("finds nothing to press called 「{name}」"), "pressable(arguments[0], false)", name).await;
    }

    /// Presses the button or link whose name begins so.
    pub async fn press_starting(&self, name: &str) {
        self.click(&format!("finds nothing to press beginning 「{name}」"), "pressable(arguments[0], true)", name)
            .await;
    }

    /// Presses the button of this name twice, as impatient people do.
    pub async fn press_twice(&self, name: &str) {
        self.until(&format!("has no button 「{name}」"), "pressable(arguments[0], false)", vec![json!(name)]).await;
        let script = "const e = centred(pressable(arguments[0], false)); e.click(); e.click(); e.click();";
        self.run(script, vec![json!(name)]).await;
    }

    /// Ticks or unticks the box whose name begins so.
    pub async fn tick(&self, name: &str) {
        self.click(&format!("finds no box 「{name}」"), "box(arguments[0])", name).await;
    }

    /// Types into the field of this name, in place of what stands there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(&format!("finds no field 「{name}」"), "field(arguments[0])", name).await;
        let formatted = field.attr("contenteditable").await.unwrap().as_deref() == Some("true");
        if formatted {
            // everything, as by Ctrl+A: what is typed takes its place
            field.send_keys("\u{e009}a\u{e000}").await.unwrap_or_else(|e| panic!("{name}: {e}"));
        } else {
            field.clear().await.unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        field.send_keys(text).await.unwrap_or_else(|e| panic!("{name}: {e}"));
    }

    /// Sets a date, a time or a choice: what a picker would do.
    pub async fn set(&self, name: &str, value: &str) {
        self.find(&format!("finds no field 「{name}」"), "field(arguments[0])", name).await;
        let script = "const e = field(arguments[0]); e.focus(); e.value = arguments[1];
            for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind, { bubbles: true })); e.blur(); return e.value";
        let set = self.run(script, vec![json!(name), json!(value)]).await;
        assert_eq!(set, json!(value), "{name}");
    }

    /// Chooses an option by its text.
    pub async fn choose(&self, name: &str, option: &str) {
        self.find(&format!("finds no field 「{name}」"), "field(arguments[0])", name).await;
        let script =
            "return [...field(arguments[0]).options].find((o) => o.text.startsWith(arguments[1]))?.value ?? null";
        let value = self.run(script, vec![json!(name), json!(option)]).await;
        let value = value.as_str().unwrap_or_else(|| panic!("{name} has no option {option}")).to_owned();
        self.set(name, &value).await;
    }

    /// What stands in a field.
    pub async fn value(&self, name: &str) -> String {
        let value = self.run("return field(arguments[0])?.value ?? null", vec![json!(name)]).await;
        value.as_str().unwrap_or_else(|| panic!("no field {name}")).to_owned()
    }

    /// Waits until a fault stands beside a field, tied to it for those who listen.
    pub async fn fault(&self, name: &str, says: &str) {
        let script = "field(arguments[0])?.getAttribute('aria-invalid') === 'true'
            && (field(arguments[0]).getAttribute('aria-describedby') || '').split(' ').some((id) => words(document.getElementById(id) || top()).includes(arguments[1]))";
        let what = format!("does not say 「{says}」 beside 「{name}」");
        self.until(&what, script, vec![json!(name), json!(says)]).await;
    }

    /// Hands a file to the file field of this name.
    pub async fn upload(&self, name: &str, file: &std::path::Path) {
        let field = self.find(&format!("has no file field 「{name}」"), "upload(arguments[0])", name).await;
        field.send_keys(&file.display().to_string()).await.unwrap();
    }

    /// Presses a key.
    pub async fn key(&self, key: Key) {
        self.type_key(char::from(key)).await;
    }

    /// Presses the key of a character.
    pub async fn type_key(&self, value: char) {
        let keys = KeyActions::new("keys".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Jumps a screen up so many times, one a frame; the frames' mean duration in milliseconds.
    pub async fn mean_frame(&self, jumps: u32) -> f64 {
        let script = "const [jumps, done] = arguments; let first, n = 0;
            const jump = (now) => { first ??= now; if (n === jumps) return done((now - first) / jumps);
                n += 1; scrollBy(0, -innerHeight); requestAnimationFrame(jump); };
            requestAnimationFrame(jump);";
        self.run_async(script, vec![json!(jumps)]).await.as_f64().unwrap()
    }

    async fn find(&self, what: &str, expression: &str, name: &str) -> Element {
        let script = format!("{}\nreturn centred({expression});", find::SCRIPT);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let found = self.client.execute(&script, vec![json!(name)]).await.unwrap_or_default();
            if let Some(id) = found.as_object().and_then(|o| o.values().next()).and_then(Value::as_str) {
                return Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()));
            }
            tokio::time::sleep(LOOK).await;
        }
        self.fail(what).await
    }

    async fn click(&self, what: &str, expression: &str, name: &str) {
        let begun = Instant::now();
        loop {
            match self.find(what, expression, name).await.click().await {
                Ok(()) => return,
                // something passes before it, or it was drawn anew in between
                Err(_) if begun.elapsed() < PATIENCE => tokio::time::sleep(LOOK).await,
                Err(e) => self.fail(&format!("{what}: {e}")).await,
            }
        }
    }

    async fn fail(&self, what: &str) -> ! {
        self.shot("FAILED").await;
        let text = self.client.execute("return location.href + '\\n' + document.body.innerText", Vec::new()).await;
        let text = text.ok().and_then(|t| t.as_str().map(str::to_owned)).unwrap_or_default();
        panic!("{} {what}; it shows:\n{text}", self.name);
    }

    /// Looks the page over and keeps a picture.
    pub async fn check(&self, step: &str) {
        self.look_over(step).await;
        self.shot(step).await;
    }

    /// Looks the page over once nothing loads any more: accessibility, width, console.
    pub async fn look_over(&self, step: &str) {
        self.settled().await;
        axe::check(self, step).await;
        self.no_wider(step).await;
        self.console(step).await;
    }

    /// Notes it when the page is wider than the screen.
    pub async fn no_wider(&self, step: &str) {
        let script = "const wide = document.scrollingElement.scrollWidth - innerWidth; if (wide <= 0) return '';
            const e = [...document.querySelectorAll('main *')].find((x) => x.getBoundingClientRect().right > innerWidth + 1);
            return wide + ' px, by ' + (e ? e.tagName + '.' + e.className : 'something');";
        let wide = self.run(script, Vec::new()).await;
        if let Some(wide) = wide.as_str().filter(|w| !w.is_empty()) {
            self.findings.add(format!("{} {step}: wider than the screen: {wide}", self.name));
        }
    }

    /// Notes what the browser's console has complained about; refusals of the API are answers, not faults, nor is a network
    /// that a story took away.
    pub async fn console(&self, step: &str) {
        if !self.chromium {
            return;
        }
        let log = self.ask("se/log", json!({ "type": "browser" })).await;
        for entry in log.as_array().into_iter().flatten().filter(|e| e["level"] == "SEVERE") {
            let text = entry["message"].as_str().unwrap_or_default();
            let meant = ["the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED"];
            if !meant.iter().any(|m| text.contains(m)) {
                self.findings.add(format!("{} {step}: console: {text}", self.name));
            }
        }
    }

    /// Keeps a picture where pictures are wanted.
    pub async fn shot(&self, step: &str) {
        let Some(folder) = shots() else { return };
        let nth = self.pictures.fetch_add(1, Ordering::Relaxed) + 1;
        self.picture(&folder.join(format!("{}-{nth:02}-{step}.png", self.name))).await;
    }

    /// What a phone held before this screen reads off it.
    pub async fn code(&self) -> String {
        self.settled().await;
        let picture = self.client.screenshot().await.unwrap();
        let picture = image::load_from_memory(&picture).unwrap().into_luma8();
        gsdj_tests::scanned(&picture).unwrap_or_else(|| panic!("{}: no code can be read off the screen", self.name))
    }

    /// Keeps a picture under this name.
    pub async fn picture(&self, file: &std::path::Path) {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        if self.chromium {
            std::fs::write(file, self.client.screenshot().await.unwrap()).unwrap();
        } else {
            // the driver's own pictures hang without a window manager
            let import = tokio::process::Command::new("import").args(["-window", "root"]).arg(file).status().await;
            assert!(import.is_ok_and(|s| s.success()), "no picture");
        }
    }

    /// Asks Chromium's driver for something of its own.
    async fn ask(&self, command: &str, body: Value) -> Value {
        let url = format!("{}/session/{}/{command}", self.driver, self.session);
        let reply = gsdj_tests::web::client().post(url).json(&body).send().await.unwrap();
        let mut answer: Value = reply.json().await.unwrap();
        answer["value"].take()
    }

    /// Tells Chromium itself something.
    pub async fn tell(&self, command: &str, params: Value) {
        let answer = self.ask("goog/cdp/execute", json!({ "cmd": command, "params": params })).await;
        assert!(answer.get("error").is_none(), "{command}: {answer}");
    }

    /// Makes the screen so large, in CSS pixels; `mobile` screens are touched.
    pub async fn resize(&self, width: u32, height: u32, mobile: bool) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await;
        self.tell("Emulation.setTouchEmulationEnabled", json!({ "enabled": mobile })).await;
    }

    /// The answer of an asynchronous script.
    pub(super) async fn run_async(&self, script: &str, args: Vec<Value>) -> Value {
        self.client.execute_async(script, args).await.unwrap_or_else(|e| panic!("{}: {e}", self.name))
    }

    /// How the pictures call this window.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Signs in through the sign-in page.
    pub async fn sign_in(&self, account: &str, password: &str) {
        self.fill("账号", account).await;
        self.fill("密码", password).await;
        self.press("登录").await;
    }

    /// Signs in behind the page's back, for stories that are about something else.
    pub async fn sign_in_quietly(&self, platform: &Platform, account: &str, password: &str) {
        if self.path().await == "/" || !self.shows("甘肃").await {
            self.client.goto(&platform.url("/manual")).await.unwrap();
        }
        let script = "const [account, password, done] = arguments;
            const body = JSON.stringify({ account, password, device: '示例浏览器' });
            fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).then((r) => done(r.status), (e) => done(String(e)));";
        let status = self.run_async(script, vec![json!(account), json!(password)]).await;
        assert_eq!(status, json!(200), "{account}");
    }
}
