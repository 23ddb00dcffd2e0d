//! The source of formatted text in pieces: the elements that mean something, and the text between them.

/// A piece of the source.
pub(super) enum Token<'h> {
    Start(Tag, &'h str),
    End(Tag),
    Text(String),
}

/// The elements that mean something here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Heading(u8),
    Paragraph,
    Break,
    Bold,
    Italic,
    Underline,
    Ordered,
    Unordered,
    Item,
    Table,
    Row,
    Head,
    Data,
    Quote,
    Link,
    Picture,
}

fn tag(name: &str) -> Option<Tag> {
    let known = [
        ("h1", Tag::Heading(1)),
        ("h2", Tag::Heading(2)),
        ("h3", Tag::Heading(3)),
        ("h4", Tag::Heading(3)),
        ("h5", Tag::Heading(3)),
        ("h6", Tag::Heading(3)),
        ("p", Tag::Paragraph),
        ("div", Tag::Paragraph),
        ("blockquote", Tag::Quote),
        ("br", Tag::Break),
        ("strong", Tag::Bold),
        ("b", Tag::Bold),
        ("em", Tag::Italic),
        ("i", Tag::Italic),
        ("u", Tag::Underline),
        ("ol", Tag::Ordered),
        ("ul", Tag::Unordered),
        ("li", Tag::Item),
        ("table", Tag::Table),
        ("tr", Tag::Row),
        ("th", Tag::Head),
        ("td", Tag::Data),
        ("a", Tag::Link),
        ("img", Tag::Picture),
    ];
    known.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, tag)| *tag)
}

/// The source in pieces, the elements that mean nothing left out.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let (mut out, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        push_text(&mut out, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let opens = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let Some(end) = end_of_tag(rest).filter(|_| opens) else {
            // a lone sign
            push_text(&mut out, "&lt;");
            rest = &rest[1..];
            continue;
        };
        let inside = &rest[1..end];
        rest = &rest[end + 1..];
        let (inside, ends) = inside.strip_prefix('/').map_or((inside, false), |name| (name, true));
        let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(name_end);
        match (tag(name), ends) {
            (Some(tag), true) => out.push(Token::End(tag)),
            (Some(tag), false) => out.push(Token::Start(tag, attributes)),
            (None, _) => {}
        }
    }
    push_text(&mut out, rest);
    out
}

/// Where the tag at the head of `rest` ends: a sign within quotes ends nothing, where the quotes themselves have an end.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    let ends = |(_, c): &(usize, char)| {
        match (quote, *c) {
            (None, '>') => return true,
            (None, '"' | '\'') => quote = Some(*c),
            (Some(open), c) if open == c => quote = None,
            (None | Some(_), _) => {}
        }
        false
    };
    rest.char_indices().find(ends).map(|(at, _)| at).or_else(|| rest.find('>'))
}

/// What an attribute says, its entities resolved; it must be in quotes.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (before, after) = rest.split_once('=')?;
        let key = before.split_whitespace().last().unwrap_or_default();
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, left) = after[1..].split_once(quote)?;
        if key.eq_ignore_ascii_case(name) {
            return Some(decoded(value));
        }
        rest = left;
    }
}

fn push_text(out: &mut Vec<Token<'_>>, source: &str) {
    if source.is_empty() {
        return;
    }
    let text = decoded(source);
    match out.last_mut() {
        Some(Token::Text(before)) => before.push_str(&text),
        _ => out.push(Token::Text(text)),
    }
}

/// Text without its entities; control characters and line ends become spaces.
fn decoded(source: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(source.len()), source);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';').map(|(name, after)| (name, after, character(name)));
        match entity {
            Some((_, after, Some(c))) => {
                out.push(c);
                rest = after;
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn character(entity: &str) -> Option<char> {
    let named = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}')];
    if let Some((_, c)) = named.iter().find(|(name, _)| *name == entity) {
        return Some(*c);
    }
    let number = entity.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}
