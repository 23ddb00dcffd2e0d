//! Printed records: exports, keys, checks.

use super::{ApiError, Fetched, device, get, query, shell, transport};
use gsdj_domain::MeetingId;
use gsdj_domain::archive::{SealCheck, SealKeys};
use wasm_bindgen::JsCast;

/// In which form minutes are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// For paper.
    Pdf,
    /// To be worked on.
    Docx,
}

impl Print {
    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

fn path(meeting: MeetingId, print: Print) -> String {
    format!("/api/meetings/{meeting}/record.{}", print.ending())
}

/// Saves the minutes; says where, in words. In the app the shell does it, in a browser its downloads.
///
/// # Errors
/// The sentence to show.
pub async fn save(meeting: MeetingId, print: Print) -> Result<String, String> {
    if shell::is_app() {
        let place = device::export(meeting, print.ending()).await?;
        return Ok(format!("已保存到 {place}"));
    }
    let file = transport::file(&path(meeting, print)).await.map_err(|e| said(&e))?;
    offer(&file).map_err(|_| "浏览器没有保存文件，请检查下载权限".to_owned())?;
    Ok(format!("已下载 {}", file.name))
}

/// Shows the minutes in `tab`, from where they can be printed.
///
/// # Errors
/// The sentence to show; the tab is closed then.
pub async fn show(meeting: MeetingId, tab: Option<web_sys::Window>) -> Result<(), String> {
    let Some(tab) = tab else {
        return Err("浏览器拦截了新窗口，请允许本站弹出窗口，或者用“导出 PDF”".into());
    };
    // asked for first, so that a failure is said here and not in a bare tab
    if let Err(error) = transport::file(&path(meeting, Print::Pdf)).await {
        let _ = tab.close();
        return Err(said(&error));
    }
    let address = format!("{}?inline=true", path(meeting, Print::Pdf));
    tab.location().replace(&address).map_err(|_| "新窗口没有打开，请用“导出 PDF”".to_owned())
}

fn said(error: &ApiError) -> String {
    [Some(error.sentence()), error.hint()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Hands a file to the browser's downloads.
pub(super) fn offer(file: &transport::File) -> Result<(), wasm_bindgen::JsValue> {
    let url = web_sys::Url::create_object_url_with_blob(&file.blob)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or(wasm_bindgen::JsValue::NULL)?;
    let link = document.create_element("a")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", &file.name)?;
    if let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
        link.click();
    }
    web_sys::Url::revoke_object_url(&url)
}

/// The keys that print is checked with.
pub async fn keys() -> Result<Fetched<SealKeys>, ApiError> {
    get("/api/archive/keys".into()).await
}

/// How a genuine seal stands to what the platform holds now.
pub async fn check(seal: &str) -> Result<Fetched<SealCheck>, ApiError> {
    get(query::with("/api/archive/check", &[("seal", seal.to_owned())])).await
}
