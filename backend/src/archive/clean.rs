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

/// Elements that may stand open in each other.
const OPEN_MAX: usize = 1_000;

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
    rich::to_html(&rich::read_html(&cleaned_by(&CLEANER, html)))
}

/// What a cleaner leaves of a text. Where more elements stand open in each other than anybody's writing has, all markup goes:
/// reading it takes a time that grows with the square of them, and others wait meanwhile.
#[must_use]
pub fn cleaned_by(cleaner: &Builder<'_>, html: &str) -> String {
    if is_tangled(html) { ammonia::clean_text(&without_tags(html)) } else { cleaner.clean(html).to_string() }
}

/// Elements of HTML that hold nothing and are never closed.
pub const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Whether more than [`OPEN_MAX`] elements stand open at some place; an end without its beginning closes none.
fn is_tangled(html: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0_usize;
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let (ends, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name: String = name.chars().take(16).take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || VOID.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !ends {
            (*count, depth) = (*count + 1, depth + 1);
        } else if *count > 0 {
            (*count, depth) = (*count - 1, depth - 1);
        }
        if depth > OPEN_MAX {
            return true;
        }
    }
    false
}

/// The text between the tags, in one line.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let shown = part.split_once('>').map_or(part, |(_, shown)| shown).trim();
        if !shown.is_empty() {
            text.push_str(shown);
            text.push(' ');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{clean, is_tangled};

    #[test]
    fn what_is_tangled_keeps_its_words_and_costs_no_time() {
        let tangled = format!("{}甲{}", "<div></x>".repeat(40_000), "<p>乙".repeat(2_000));
        let began = std::time::Instant::now();
        let clean = clean(&tangled);
        assert!(clean.starts_with("<p>甲 乙") && clean.matches('乙').count() == 2_000);
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
        assert!(!is_tangled(&"<p>段<br>落</p><ul><li>一<img></li></ul>".repeat(20_000)));
    }

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
