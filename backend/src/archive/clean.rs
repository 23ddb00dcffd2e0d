//! Lets formatted text in: what is not on the list goes, and what stays is kept in one spelling.

use ammonia::Builder;
use gsdj_domain::archive::rich;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements that a record may hold; no links, no pictures, no styles.
const ELEMENTS: [&str; 20] = [
    "h1", "h2", "h3", "p", "br", "strong", "b", "em", "i", "u", "ol", "ul", "li", "table", "thead", "tbody", "tr",
    "th", "td", "div",
];
/// Elements that go with all that is in them.
const WITH_CONTENT: [&str; 8] = ["script", "style", "title", "iframe", "object", "svg", "math", "template"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| cleaner(&[], &[]));

/// What a record may hold, with more elements and attributes; addresses go unless the caller lets their schemes in.
#[must_use]
pub fn cleaner(elements: &[&'static str], attributes: &[(&'static str, &'static [&'static str])]) -> Builder<'static> {
    let mut builder = Builder::empty();
    let own: [(&str, &[&str]); 3] =
        [("td", &["colspan", "rowspan"]), ("th", &["colspan", "rowspan"]), ("ol", &["start"])];
    let attributes = own.iter().chain(attributes).map(|(element, names)| (*element, names.iter().copied().collect()));
    builder
        .tags(ELEMENTS.iter().chain(elements).copied().collect())
        .clean_content_tags(HashSet::from(WITH_CONTENT))
        .tag_attributes(attributes.collect::<HashMap<_, HashSet<_>>>())
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::new());
    builder
}

/// Formatted text as it may be stored.
#[must_use]
pub fn clean(html: &str) -> String {
    rich::to_html(&rich::read_html(&CLEANER.clean(html).to_string()))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_could_run_or_reach_out_goes() {
        for (dirty, stays) in [
            ("<p onclick=\"x()\">正文<script>alert(1)</script></p>", "<p>正文</p>"),
            ("<img src=x onerror=alert(1)>图<a href=\"javascript:alert(1)\">链接</a>", "<p>图链接</p>"),
            ("<svg><style><img src=x onerror=alert(1)></style></svg><p>后</p>", "<p>后</p>"),
            ("<p style=\"position:fixed\" class=x id=y>甲</p>", "<p>甲</p>"),
            ("<scr<script>ipt>alert(1)</scr</script>ipt>", ""),
            (
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "",
            ),
        ] {
            let cleaned = clean(dirty);
            assert!(
                !cleaned.contains("<script") && !cleaned.contains("<img") && !cleaned.contains("onerror"),
                "{cleaned}"
            );
            assert!(stays.is_empty() || cleaned == stays, "{cleaned}");
        }
    }

    #[test]
    fn what_word_pastes_becomes_plain_structure() {
        let word = "<p class=MsoNormal style='text-indent:32pt'><b><span lang=EN-US>1.<o:p></o:p></span></b>\
            <span style='font-family:仿宋'>学习&nbsp;文件</span></p><table class=MsoTableGrid border=1><tr>\
            <td width=100 valign=top colspan=2><p>甲</p></td></tr></table>";
        let clean = clean(word);
        assert_eq!(
            clean,
            "<p><strong>1.</strong>学习\u{a0}文件</p><table><tbody><tr><td colspan=\"2\"><p>甲</p></td></tr></tbody></table>"
        );
    }
}
