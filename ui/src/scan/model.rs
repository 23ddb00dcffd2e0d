//! What a scanned text means: a page of ours, a member's card, something of others. Pure.

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A page of ours, with query and hash.
    Page(String),
    /// A member's printed card.
    Card(String),
    /// An address of somebody else.
    Elsewhere(String),
    /// No address at all.
    Text(String),
}

/// Pages that a code may lead to on whatever host it was printed: what they show is asked of our own platform.
const OURS: [&str; 3] = ["/check-in/", "/verify", "/calendar"];
/// The address on a member's card.
const CARD: &str = "/check-in/card#";

/// What `text` means; `hosts` are those of our own platform.
#[must_use]
pub fn understand(text: &str, hosts: &[String]) -> Found {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once("://") else { return Found::Text(text.to_owned()) };
    let (host, path) = match rest.find(['/', '#', '?']) {
        Some(at) if rest[at..].starts_with('/') => rest.split_at(at),
        Some(_) | None => (rest, "/"),
    };
    if !["http", "https", "gsdj"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) {
        return Found::Text(text.to_owned());
    }
    if let Some(code) = path.strip_prefix(CARD) {
        return Found::Card(code.to_owned());
    }
    // `//elsewhere` would be another site's address once it is followed
    let plain = !path.starts_with("//") && !path.contains('\\');
    let ours = hosts.iter().any(|h| h.eq_ignore_ascii_case(host)) || scheme.eq_ignore_ascii_case("gsdj");
    let known = OURS.iter().any(|page| path.starts_with(page));
    if plain && (ours || known) { Found::Page(path.to_owned()) } else { Found::Elsewhere(text.to_owned()) }
}

/// The host of an address: `dj.example.gov.cn:8443`.
#[must_use]
pub fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '#', '?']).next().unwrap_or_default().to_owned()
}

/// Why the camera gives no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The user or the system has said no.
    Denied,
    /// There is none.
    NoCamera,
    /// Something else uses it.
    Busy,
    /// The browser gives it to safe pages only.
    Insecure,
    /// Anything else.
    Other,
}

impl Trouble {
    /// From the name of the browser's error.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "NotAllowedError" | "SecurityError" | "PermissionDeniedError" => Self::Denied,
            "NotFoundError" | "OverconstrainedError" | "DevicesNotFoundError" => Self::NoCamera,
            "NotReadableError" | "AbortError" | "TrackStartError" => Self::Busy,
            _ => Self::Other,
        }
    }

    /// What happened.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Denied => "没有使用摄像头的权限",
            Self::NoCamera => "这台设备没有找到摄像头",
            Self::Busy => "摄像头正被别的应用占用",
            Self::Insecure => "这个网址不能使用摄像头",
            Self::Other => "摄像头打不开",
        }
    }

    /// What to do, in the browser or in the app.
    #[must_use]
    pub const fn hint(self, is_app: bool) -> &'static str {
        match (self, is_app) {
            (Self::Denied, true) => "请到手机或电脑的“设置—甘肃党建—相机”里允许使用相机，再回来按“重试”。",
            (Self::Denied, false) => {
                "请点浏览器地址栏左边的图标，把“摄像头”改为允许，再按“重试”。手机还要在“设置—应用—浏览器—权限—相机”里允许。"
            }
            (Self::NoCamera, _) => "可以选一张二维码图片，或者输入签到码。",
            (Self::Busy, _) => "请关掉正在用摄像头的应用（如视频会议），再按“重试”。",
            (Self::Insecure, _) => {
                "浏览器只允许 https 开头的网址使用摄像头。可以用手机自带的相机扫码，或者输入签到码。"
            }
            (Self::Other, _) => "请按“重试”；还不行的，可以选一张二维码图片，或者输入签到码。",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hosts() -> Vec<String> {
        vec!["dj.example.cn".into(), "127.0.0.1:8080".into()]
    }

    #[test]
    fn a_code_leads_to_the_page_it_names() {
        for (text, want) in [
            ("https://dj.example.cn/check-in/7#abc", Found::Page("/check-in/7#abc".into())),
            ("http://10.0.0.5:8080/check-in/7#abc", Found::Page("/check-in/7#abc".into())),
            (" https://other.example/verify#x.y ", Found::Page("/verify#x.y".into())),
            ("https://DJ.example.cn/meetings/3?tab=1", Found::Page("/meetings/3?tab=1".into())),
            ("gsdj://open/meetings/3", Found::Page("/meetings/3".into())),
            ("https://dj.example.cn", Found::Page("/".into())),
            ("http://x/check-in/card#abcd-efgh", Found::Card("abcd-efgh".into())),
            ("https://evil.example/sign-in", Found::Elsewhere("https://evil.example/sign-in".into())),
            ("https://dj.example.cn//evil.example/", Found::Elsewhere("https://dj.example.cn//evil.example/".into())),
            ("javascript://dj.example.cn/%0aalert(1)", Found::Text("javascript://dj.example.cn/%0aalert(1)".into())),
            ("123456", Found::Text("123456".into())),
            ("", Found::Text(String::new())),
        ] {
            assert_eq!(understand(text, &hosts()), want, "{text}");
        }
        assert_eq!(host("https://dj.example.cn:8443/x"), "dj.example.cn:8443");
    }

    proptest! {
        #[test]
        fn whatever_is_scanned_nobody_is_led_to_another_site(text in "\\PC{0,60}") {
            if let Found::Page(path) = understand(&text, &hosts()) {
                prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
            }
        }
    }

    #[test]
    fn a_refused_camera_is_explained_for_where_one_is() {
        assert!(Trouble::of("NotAllowedError").hint(true).contains("设置—甘肃党建—相机"));
        assert!(Trouble::of("NotAllowedError").hint(false).contains("浏览器"));
        assert_eq!(Trouble::of("?"), Trouble::Other);
    }
}
