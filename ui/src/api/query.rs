//! Query strings, escaped. Pure, so that addresses can be tested without a browser.

use std::fmt::Write as _;

/// `path` with the pairs as its query; pairs without a value are left out.
#[must_use]
pub fn with(path: &str, pairs: &[(&str, String)]) -> String {
    let mut text = path.to_owned();
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    for (i, (name, value)) in given.enumerate() {
        text.push(if i == 0 { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        escape(&mut text, value);
    }
    text
}

fn escape(text: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // writing to a string cannot fail
            let _ = write!(text, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        let pairs = [("q", "党 课&".to_owned()), ("stage", String::new()), ("cursor", "a-1".to_owned())];
        assert_eq!(with("/meetings", &pairs), "/meetings?q=%E5%85%9A%20%E8%AF%BE%26&cursor=a-1");
        assert_eq!(with("/meetings", &[]), "/meetings");
    }
}
