//! When the program breaks: a page that says so instead of one that no longer answers.

use std::panic;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn report(text: &str);
}

const PAGE: &str = "<section class='panic' role='alert'><h1>页面出了问题</h1>\
    <p>程序遇到了没有预料到的情况，已经停下来。</p>\
    <p>已经提交的内容都在平台上，正在填写的内容保存在本机。请重新载入页面继续。</p>\
    <p><a class='btn btn-primary' href=''>重新载入</a> <a class='btn btn-line' href='/'>回到首页</a></p>\
    <details><summary>技术信息</summary><pre></pre></details></section>";

/// Shows the page instead of whatever broke; once, at the start.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        report(&info.to_string());
        let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
        let Some(body) = document.body() else { return };
        body.set_inner_html(PAGE);
        if let Ok(Some(place)) = body.query_selector("pre") {
            place.set_text_content(Some(&info.to_string()));
        }
    }));
}
