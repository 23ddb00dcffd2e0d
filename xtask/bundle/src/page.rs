//! `index.html`: the tags meant for Trunk become the tags of this bundle.
//!
//! The source marks its places as Trunk's pages do (Trunk itself can't cut the page in two): `<link data-trunk rel="rust|css|tailwind-css|copy-dir|copy-file">`.

use anyhow::{Context, Result, bail, ensure};

/// Names of the files in the assets folder.
pub struct Files<'a> {
    /// The script that starts everything.
    pub boot: &'a str,
    /// The bindings.
    pub js: &'a str,
    /// What fetches the later modules.
    pub link: &'a str,
    /// The module.
    pub wasm: &'a str,
    /// The style sheet.
    pub css: &'a str,
}

/// The page for the web folder. Refuses scripts inside of the page: the security policy would.
pub fn render(source: &str, files: &Files) -> Result<String> {
    let mut html = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = &rest[rest.find("-->").context("a comment has no end")? + 3..];
            continue;
        }
        let end = rest.find('>').context("a tag has no end")? + 1;
        let (tag, after) = rest.split_at(end);
        html.push_str(&replacement(tag, files)?);
        rest = after;
    }
    html.push_str(rest);
    ensure!(html.contains(files.boot), "the page has no <link data-trunk rel=\"rust\">");
    ensure!(html.contains(files.css), "the page has no <link data-trunk rel=\"css\"> or rel=\"tailwind-css\"");
    let lines = html.lines().filter(|line| !line.trim().is_empty());
    Ok(lines.map(|line| format!("{line}\n")).collect())
}

fn replacement(tag: &str, files: &Files) -> Result<String> {
    let is_script = tag.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("<script"));
    ensure!(!is_script || tag.contains(" src="), "a script inside of the page: the security policy forbids it");
    if !tag.contains("data-trunk") {
        return Ok(tag.to_owned());
    }
    let rel = tag.split_once("rel=\"").and_then(|(_, rest)| rest.split('"').next());
    Ok(match rel {
        Some("rust") => start(files),
        Some("css" | "tailwind-css") => format!("<link rel=\"stylesheet\" href=\"/assets/{}\" />", files.css),
        // Everything in `public` is copied anyway.
        Some("copy-dir" | "copy-file") => String::new(),
        _ => bail!("a tag for Trunk that this bundle does not know: {tag}"),
    })
}

fn start(files: &Files) -> String {
    let Files { boot, js, link, wasm, .. } = files;
    format!(
        "<link rel=\"modulepreload\" href=\"/assets/{js}\" />\n    \
         <link rel=\"modulepreload\" href=\"/assets/{link}\" />\n    \
         <link rel=\"preload\" href=\"/assets/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin />\n    \
         <script type=\"module\" src=\"/assets/{boot}\"></script>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: Files<'static> =
        Files { boot: "boot-1.js", js: "ui-2.js", link: "link-2.js", wasm: "ui-3.wasm", css: "main-4.css" };
    const PAGE: &str = "<html><head><!-- <script>old</script> -->\n<link data-trunk\n  rel=\"rust\" data-wasm-opt=\"0\" />\n\
        <link data-trunk rel=\"tailwind-css\" href=\"style/main.css\" />\n<link data-trunk rel=\"copy-dir\" href=\"public\" />\n\
        <link rel=\"icon\" href=\"/icon.svg\" /></head><body></body></html>";

    #[test]
    fn the_tags_for_trunk_become_those_of_the_bundle() {
        let html = render(PAGE, &FILES).unwrap();
        for part in ["src=\"/assets/boot-1.js\"", "href=\"/assets/ui-2.js\"", "/assets/ui-3.wasm", "/assets/main-4.css"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("data-trunk") && !html.contains("<!--"), "{html}");
        assert!(html.contains("href=\"/icon.svg\""), "{html}");
    }

    #[test]
    fn a_script_inside_of_the_page_is_refused() {
        let page = PAGE.replace("<body>", "<body><script>alert(1)</script>");
        assert!(render(&page, &FILES).is_err());
        let page = PAGE.replace("<body>", "<body><script src=\"/theme.js\"></script>");
        assert!(render(&page, &FILES).is_ok());
    }

    #[test]
    fn an_unknown_tag_for_trunk_is_refused() {
        let page = PAGE.replace("copy-dir", "inline");
        assert!(render(&page, &FILES).is_err());
    }
}
