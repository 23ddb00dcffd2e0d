//! Addresses that lead into the app: `gsdj://meetings/17` opens the page `/meetings/17`.

/// The longest address that is followed.
const LONGEST: usize = 512;

/// The page that the first such address among a program's arguments leads to.
#[must_use]
pub fn page_of(args: &[String]) -> Option<String> {
    args.iter().find_map(|arg| page(arg))
}

/// The page an address leads to; `None` for anything that is no plain path of ours.
fn page(address: &str) -> Option<String> {
    let rest = address.strip_prefix("gsdj://")?.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_?=&%".contains(c);
    (address.len() <= LONGEST && rest.chars().all(plain)).then(|| format!("/{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_page_and_nowhere_else() {
        for (address, leads_to) in [
            ("gsdj://meetings/17", Some("/meetings/17")),
            ("gsdj://meetings?stage=notice", Some("/meetings?stage=notice")),
            ("gsdj://", Some("/")),
            ("https://example.org/", None),
            ("gsdj://../../etc", None),
            ("gsdj://a\"onload=", None),
            ("--flag", None),
        ] {
            assert_eq!(page_of(&[address.to_owned()]).as_deref(), leads_to, "{address}");
        }
    }
}
