//! How a message looks and where it leads, decided without a browser.

use crate::kit::{IconName, Tone};
use gsdj_domain::inbox::{InboxItem, Topic, is_link};

/// Where a message leads; messages that name no address lead to what they are about.
#[must_use]
pub fn leads_to(item: &InboxItem) -> Option<String> {
    if let Some(link) = item.link.as_ref().filter(|link| is_link(link)) {
        return Some(link.clone());
    }
    if let Some(meeting) = item.meeting {
        if item.topic == Topic::Attendance {
            // a guest waits there for the host's word
            return Some(format!("/meetings/{meeting}/check-in"));
        }
        return Some(format!("/meetings/{meeting}"));
    }
    match item.topic {
        Topic::PointsEarned => Some("/me/points".into()),
        Topic::Account => Some("/me/sessions".into()),
        Topic::ReviewDue => Some("/reviews".into()),
        Topic::Disclosure => Some("/disclosures".into()),
        Topic::Experience | Topic::Comment => Some("/experiences".into()),
        Topic::Urge => Some("/urges".into()),
        Topic::Article => Some("/desk".into()),
        Topic::Programme => Some("/programmes".into()),
        Topic::TermDue => Some("/branch/committee".into()),
        Topic::TermDueBelow => Some("/orgs/terms".into()),
        Topic::PostRequest => Some("/posts".into()),
        Topic::Attendance => Some("/branch/elsewhere".into()),
        Topic::Proxy => Some("/branch/proxies".into()),
        // a notice to somebody whom the reader helps: it is answered on the page of meetings
        Topic::MeetingNotice => Some("/meetings".into()),
        Topic::PreNotice
        | Topic::MeetingChanged
        | Topic::MeetingCancelled
        | Topic::AnswerReminder
        | Topic::Filed
        | Topic::Returned
        | Topic::Approved => None,
    }
}

/// Its picture and tone.
#[must_use]
pub const fn looks(topic: Topic) -> (IconName, Tone) {
    match topic {
        Topic::MeetingNotice | Topic::PreNotice => (IconName::Calendar, Tone::Info),
        Topic::MeetingChanged => (IconName::Refresh, Tone::Warn),
        Topic::MeetingCancelled => (IconName::Close, Tone::Plain),
        Topic::AnswerReminder => (IconName::Clock, Tone::Warn),
        Topic::ReviewDue => (IconName::Paper, Tone::Info),
        Topic::Filed => (IconName::Book, Tone::Plain),
        Topic::Returned => (IconName::Warning, Tone::Bad),
        Topic::Approved => (IconName::Check, Tone::Ok),
        Topic::PointsEarned => (IconName::Star, Tone::Gold),
        Topic::TermDue | Topic::TermDueBelow => (IconName::Clock, Tone::Warn),
        Topic::PostRequest => (IconName::Flag, Tone::Info),
        Topic::Attendance => (IconName::Place, Tone::Info),
        Topic::Proxy => (IconName::People, Tone::Info),
        Topic::Article => (IconName::News, Tone::Info),
        Topic::Account => (IconName::Lock, Tone::Plain),
        Topic::Disclosure => (IconName::Eye, Tone::Info),
        Topic::Experience => (IconName::News, Tone::Gold),
        Topic::Comment => (IconName::People, Tone::Info),
        Topic::Urge => (IconName::Warning, Tone::Bad),
        Topic::Programme => (IconName::Play, Tone::Info),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::{InboxId, Instant, MeetingId};

    fn item(topic: Topic, meeting: Option<i64>) -> InboxItem {
        let (title, body) = (String::new(), String::new());
        let meeting = meeting.map(MeetingId);
        InboxItem { id: InboxId(1), topic, title, body, meeting, link: None, at: Instant(0), read: false }
    }

    #[test]
    fn a_message_about_a_meeting_leads_to_it() {
        assert_eq!(leads_to(&item(Topic::Returned, Some(7))).as_deref(), Some("/meetings/7"));
        assert_eq!(leads_to(&item(Topic::PointsEarned, None)).as_deref(), Some("/me/points"));
        assert_eq!(leads_to(&item(Topic::Filed, None)), None);
        assert_eq!(leads_to(&item(Topic::Attendance, Some(7))).as_deref(), Some("/meetings/7/check-in"));
        assert_eq!(leads_to(&item(Topic::Attendance, None)).as_deref(), Some("/branch/elsewhere"));
        let to = |link: &str| leads_to(&InboxItem { link: Some(link.into()), ..item(Topic::Urge, None) });
        assert_eq!(to("/urges?at=7").as_deref(), Some("/urges?at=7"));
        assert_eq!(to("//elsewhere").as_deref(), Some("/urges"), "an address outside is not followed");
    }
}
