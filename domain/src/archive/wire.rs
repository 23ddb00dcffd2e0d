//! The archive on the wire.

use crate::Instant;

coded! {
    /// How a record's text is written down.
    pub enum TextFormat {
        /// Lines, each a paragraph: records from before there was formatting.
        Plain = "plain" "纯文本",
        /// HTML of the few elements that [`super::rich`] knows.
        Rich = "rich" "带格式",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that makes the list derives nothing more")]
impl Default for TextFormat {
    fn default() -> Self {
        Self::Plain
    }
}

coded! {
    /// What a check of a seal says.
    pub enum SealVerdict {
        /// Signed by the platform, and nothing in it was changed.
        Genuine = "genuine" "真实",
        /// It looks like a seal, but no key of the platform signed this.
        Modified = "modified" "已被修改",
        /// It is no seal of ours.
        Unreadable = "unreadable" "无法识别",
        /// There is no key on this device to check with.
        NoKey = "no_key" "缺少公钥",
    }
}

coded! {
    /// How a printed record stands to what the platform holds now.
    pub enum Standing {
        /// Nothing has changed since it was printed.
        Current = "current" "与平台一致",
        /// The platform holds a newer version.
        Superseded = "superseded" "平台上有更新的版本",
        /// The platform holds no such record any more.
        Gone = "gone" "平台上已没有这份记录",
    }
}

wire! {
    /// A key that seals are checked with.
    pub struct SealKey {
        /// Ed25519, 32 bytes as unpadded base64url.
        pub key: String,
        /// Since when it signs.
        pub since: Instant,
        /// Whether it still signs; older ones stay so that older print can be checked.
        pub current: bool,
    }

    /// `GET /api/archive/keys`.
    pub struct SealKeys {
        /// The platform's name.
        pub platform: String,
        /// The keys, the current one first.
        pub keys: Vec<SealKey>,
    }

    /// `GET /api/archive/check`: what the platform says of a seal, to whoever holds the print.
    pub struct SealCheck {
        /// Genuine or not.
        pub verdict: SealVerdict,
        /// For a genuine one: how it stands to what is held now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub standing: Option<Standing>,
        /// The version held now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub version: Option<u32>,
    }
}
