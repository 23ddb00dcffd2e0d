//! 直播节目预告 on the wire.

use crate::{ChannelId, Instant, ProgrammeId};

coded! {
    /// Where a programme stands.
    pub enum ProgrammeState {
        /// It has not begun.
        Coming = "coming" "未开始",
        /// It is on.
        Running = "running" "正在播出",
        /// It is over.
        Over = "over" "已播完",
    }
}

coded! {
    /// What becomes of a pasted line.
    pub enum LineState {
        /// A programme that the guide does not have.
        New = "new" "新增",
        /// The programme that begins then gets another title or end.
        Changed = "changed" "更新",
        /// The guide has it so.
        Same = "same" "已有",
        /// It is left out; the line says why.
        Faulty = "faulty" "有误",
        /// It makes room for the others.
        Removed = "removed" "删除",
    }
}

wire! {
    /// A channel.
    pub struct Channel {
        /// The channel.
        pub id: ChannelId,
        /// What it is called.
        pub name: String,
        /// Where it is watched live; nothing where that is not on the web.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub live: Option<String>,
        /// Its place in the list, from 0.
        pub seat: u32,
    }

    /// `POST /api/channels` and `PUT /api/channels/{id}`.
    pub struct ChannelForm {
        /// What it is called, at most 30 characters.
        pub name: String,
        /// Where it is watched live; may be empty.
        #[serde(default)]
        pub live: String,
        /// Its place in the list, from 0; at the end when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub seat: Option<u32>,
    }

    /// A programme.
    pub struct Programme {
        /// The programme.
        pub id: ProgrammeId,
        /// On which channel.
        pub channel: ChannelId,
        /// What it is called.
        pub title: String,
        /// When it begins.
        pub starts_at: Instant,
        /// When it ends.
        pub ends_at: Instant,
        /// The caller is reminded so many minutes before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub remind: Option<u32>,
    }

    /// A channel with what is on it within the window.
    pub struct ChannelGuide {
        /// The channel.
        pub channel: Channel,
        /// Its programmes that overlap the window, in the order of their start.
        pub programmes: Vec<Programme>,
    }

    /// `GET /api/programmes`: a window of time over a page of channels.
    pub struct Guide {
        /// The window's beginning.
        pub from: Instant,
        /// Its end, not included.
        pub to: Instant,
        /// The channels of this page, in their order.
        pub channels: Vec<ChannelGuide>,
        /// Hand this back as `cursor` for more channels; absent on the last page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
    }

    /// `POST /api/programmes` and `PUT /api/programmes/{id}`.
    pub struct ProgrammeForm {
        /// On which channel; a change does not move it to another one.
        pub channel: ChannelId,
        /// What it is called, at most 80 characters.
        pub title: String,
        /// When it begins.
        pub starts_at: Instant,
        /// When it ends, at most 12 hours later.
        pub ends_at: Instant,
    }

    /// `PUT /api/programmes/{id}/reminder`.
    pub struct ReminderForm {
        /// How long before: 5, 10, 30 or 60 minutes.
        pub minutes: u32,
    }

    /// A programme that the caller is reminded of.
    pub struct Reminder {
        /// The programme.
        pub programme: Programme,
        /// Its channel's name.
        pub channel_name: String,
    }

    /// `POST /api/channels/{id}/programmes`: lines pasted from a table or a CSV file.
    pub struct PasteForm {
        /// A line each: 日期, 开始, 结束, 节目; parted by tabs or commas. At most 500.
        pub text: String,
        /// The lines are all that is on those days: what the guide has beside them on the days they name is taken away.
        #[serde(default)]
        pub replace: bool,
        /// Write what is right; else only say what would happen.
        #[serde(default)]
        pub apply: bool,
    }

    /// What becomes of one line.
    pub struct PastedLine {
        /// Which, from 1.
        pub line: u32,
        /// What becomes of it.
        pub state: LineState,
        /// Its title, as far as it could be read; else the whole line.
        pub title: String,
        /// When it begins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub starts_at: Option<Instant>,
        /// When it ends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ends_at: Option<Instant>,
        /// What is wrong with it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub fault: String,
    }

    /// What became, or would become, of pasted lines.
    pub struct PasteReport {
        /// Every line that is not blank and no heading.
        pub lines: Vec<PastedLine>,
        /// What is taken away to make room, in the order of the start.
        #[serde(default)]
        pub removed: Vec<PastedLine>,
        /// Whether it was written.
        pub applied: bool,
    }
}

impl PasteReport {
    /// How many lines stand so.
    #[must_use]
    pub fn count(&self, state: LineState) -> usize {
        self.lines.iter().filter(|l| l.state == state).count()
    }
}
