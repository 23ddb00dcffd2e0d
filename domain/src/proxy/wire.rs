//! 帮办 on the wire.

use crate::meeting::MeetingRow;
use crate::{Instant, MemberId};

coded! {
    /// How the member consented.
    pub enum ConsentMethod {
        /// A signature, photographed.
        SignedPhoto = "signed_photo" "签字照片",
        /// By telephone, with the branch's administrator.
        Phone = "phone" "电话确认",
        /// In person, before the branch.
        InPerson = "in_person" "当面同意",
        /// Otherwise; needs a note.
        Other = "other" "其他方式",
    }
}

wire! {
    /// `POST /api/proxies`: a consent, as the branch registers it.
    pub struct ProxyForm {
        /// Who is helped.
        pub member: MemberId,
        /// Who helps: another member of the branch.
        pub helper: MemberId,
        /// How the member consented.
        pub method: ConsentMethod,
        /// In words; required for other ways.
        #[serde(default)]
        pub note: String,
        /// The last day on which it holds, YYYY-MM-DD; at most a year away.
        pub valid_until: String,
    }

    /// A consent.
    pub struct ProxyRow {
        /// Which.
        pub id: i64,
        /// Who is helped.
        pub member: MemberId,
        /// Their name.
        pub member_name: String,
        /// Who helps.
        pub helper: MemberId,
        /// Their name.
        pub helper_name: String,
        /// How the member consented.
        pub method: ConsentMethod,
        /// In words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub note: String,
        /// When it was registered.
        pub created_at: Instant,
        /// It holds until this moment.
        pub valid_until: Instant,
        /// When it was taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub revoked_at: Option<Instant>,
        /// It holds now.
        pub holds: bool,
    }

    /// A meeting that a helper can answer for somebody.
    pub struct ProxyAsk {
        /// For whom.
        pub member: MemberId,
        /// Their name.
        pub member_name: String,
        /// The meeting, with that member's answer.
        pub meeting: MeetingRow,
    }

    /// A member's printed card.
    pub struct MemberCard {
        /// Whose.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// Their branch.
        pub org: String,
        /// What the card says: letters and digits in groups of four.
        pub code: String,
        /// When it was made.
        pub created_at: Instant,
    }

    /// Who of the branch has a card.
    pub struct CardRow {
        /// Whose.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// When it was made.
        pub created_at: Instant,
    }

    /// `GET /api/proxies`: everything of it that concerns the caller.
    pub struct Proxies {
        /// The consents, the latest first.
        pub rows: Vec<ProxyRow>,
        /// Cards in use; for the branch.
        pub cards: Vec<CardRow>,
    }
}
