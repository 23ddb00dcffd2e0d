//! The page with its first view in it.

use super::First;
use maud::html;

/// Where the page's own waiting sign stands.
const SIGN: (&str, &str) = ("<div class=\"boot\"", "</body>");

/// The most characters of what is said of a page.
const SAYS_MAX: usize = 120;

/// `index` with the title, the words for search engines and for whoever passes it on, the text, and the answers; `None` when
/// the page is of another build than this one expects.
#[must_use]
pub fn put_into(index: &str, first: &First) -> Option<String> {
    let (head, body) = index.split_once("<body>")?;
    let (before, rest) = head.split_once("<title>")?;
    let (name, after) = rest.split_once("</title>")?;
    let sign = body.find(SIGN.0)?;
    let end = body.rfind(SIGN.1)?;
    let title = if first.title == name { name.to_owned() } else { format!("{} · {name}", first.title) };
    let says: String = first.says.chars().take(SAYS_MAX).collect();
    // the text goes before the program, which is fetched once the text is in sight
    let after: String =
        after.lines().filter(|line| !line.contains("rel=\"preload\"")).map(|line| format!("{line}\n")).collect();
    let after = if says.is_empty() { after } else { without_description(&after) };
    let words = html! {
        title { (title) }
        @if !says.is_empty() { meta name="description" content=(says); }
        meta property="og:title" content=(first.title);
        meta property="og:site_name" content=(name);
        @if !says.is_empty() { meta property="og:description" content=(says); }
        @if let Some(picture) = &first.picture { meta property="og:image" content=(picture); }
    };
    let (text, answers) = (first.text.0.as_str(), first.asked.json());
    Some(
        [
            before,
            words.0.as_str(),
            after.as_str(),
            "<body class=\"first\">",
            body.get(..sign)?,
            text,
            "<script type=\"application/json\" id=\"first-answers\">",
            answers.as_str(),
            "</script>",
            body.get(end..)?,
        ]
        .concat(),
    )
}

/// Without the platform's own description, since the page has one.
fn without_description(head: &str) -> String {
    const BEGIN: &str = "<meta name=\"description\"";
    let Some((before, rest)) = head.split_once(BEGIN) else { return head.to_owned() };
    let after = rest.split_once('>').map_or("", |(_, after)| after);
    format!("{before}{after}")
}
