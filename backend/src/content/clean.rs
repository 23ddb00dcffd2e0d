//! Lets an article's text in: what is not on the list goes, and what stays is kept in one spelling. As for records, and
//! besides: links, quotations, and pictures that lie on the platform.

use crate::archive::{cleaned_by, cleaner};
use ammonia::{Builder, UrlRelative};
use gsdj_domain::rich::{self, Block};
use std::collections::HashSet;
use std::sync::LazyLock;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = cleaner(&["blockquote", "a", "img"], &[("a", &["href"]), ("img", &["data-file", "alt"])]);
    builder.url_schemes(HashSet::from(["http", "https"])).url_relative(UrlRelative::PassThrough);
    builder
});

/// The text as it may be stored, read.
#[must_use]
pub(super) fn clean(html: &str) -> Vec<Block> {
    rich::read_html(&cleaned_by(&CLEANER, html))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(html: &str) -> String {
        rich::to_html(&clean(html))
    }

    #[test]
    fn what_could_run_or_reach_out_goes() {
        for (dirty, stays) in [
            ("<p onclick=\"x()\">正文<script>alert(1)</script></p>", "<p>正文</p>"),
            ("<img src=x onerror=alert(1)>图<a href=\"javascript:alert(1)\">链接</a>", "<p>图链接</p>"),
            ("<img src=\"http://tracker.cn/1.gif\" data-file=\"7\" onload=\"x()\">", "<img data-file=\"7\" alt=\"\">"),
            (
                "<a href=\"https://a.cn/?x=1&y=2\" target=_blank onclick=x()>外</a>",
                "<p><a href=\"https://a.cn/?x=1&amp;y=2\">外</a></p>",
            ),
            ("<a href=\"/articles/7\">内</a><a href=\"//evil.cn\">骗</a>", "<p><a href=\"/articles/7\">内</a>骗</p>"),
            ("<p style=\"position:fixed\" class=x id=y>甲</p>", "<p>甲</p>"),
            ("<svg><style><img src=x onerror=alert(1)></style></svg><p>后</p>", "<p>后</p>"),
            ("<scr<script>ipt>alert(1)</scr</script>ipt>", "<p>ipt&gt;alert(1)ipt&gt;</p>"),
        ] {
            assert_eq!(again(dirty), stays);
        }
        let nested =
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">";
        let cleaned = again(nested);
        assert!(!cleaned.contains("onerror") && !cleaned.contains("src"), "{cleaned}");
    }

    #[test]
    fn what_word_pastes_becomes_plain_structure() {
        let word = "<p class=MsoNormal style='text-indent:32pt'><b><span lang=EN-US>1.<o:p></o:p></span></b>\
            <span style='font-family:仿宋'>学习&nbsp;文件</span></p><blockquote style='x'><p>引</p></blockquote>";
        assert_eq!(again(word), "<p><strong>1.</strong>学习\u{a0}文件</p><blockquote><p>引</p></blockquote>");
    }
}
