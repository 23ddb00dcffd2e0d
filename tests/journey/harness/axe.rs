//! axe-core on the page that is open; what is serious or critical becomes a finding.

use super::page::Page;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::OnceLock;

/// The library, as npm put it there; `None` where it was not installed.
fn library() -> Option<&'static str> {
    static LIBRARY: OnceLock<Option<String>> = OnceLock::new();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../node_modules/axe-core/axe.min.js");
    LIBRARY.get_or_init(|| std::fs::read_to_string(file).ok()).as_deref()
}

/// What fades in has ended by its clock before it was drawn so, on a machine with much to do: two frames later it is.
const RUN: &str = "const done = arguments[arguments.length - 1];
    const frame = () => new Promise((drawn) => { requestAnimationFrame(drawn); setTimeout(drawn, 500); });
    frame().then(frame).then(() => axe.run(document, { resultTypes: ['violations'] })).then((r) => done([r.passes.length, ...r.violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .flatMap((v) => v.nodes.slice(0, 4).map((n) => [v.impact, v.id, n.target.join(' '), n.html.slice(0, 160), (n.failureSummary || '').split('\\n')[1] || '']))]),
        (e) => done([0, ['critical', 'axe itself', String(e), '', '']]));";

/// Runs it.
pub async fn check(page: &Page, step: &str) {
    let Some(library) = library() else {
        page.findings().add("axe-core is not installed: run npm ci".into());
        return;
    };
    if page.run("return !window.axe", Vec::new()).await == json!(true) {
        page.run(library, Vec::new()).await;
    }
    let found = page.run_async(RUN, Vec::new()).await;
    let (passed, violations) = found.as_array().and_then(|all| all.split_first()).unwrap();
    assert!(passed.as_u64() > Some(8), "axe looked at next to nothing");
    for violation in violations {
        let part = |i: usize| violation.get(i).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let [impact, rule, target, html, why] = [0, 1, 2, 3, 4].map(part);
        page.findings().add(format!("{} {step}: {impact} {rule}: {target}\n      {why}\n      {html}", page.name()));
    }
}
