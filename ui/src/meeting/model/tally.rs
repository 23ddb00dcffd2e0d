//! Heads as a bar and as sentences (FEATURES 3.10, 12.7): never by colour alone.

use gsdj_domain::meeting::{Attendee, ExclusionReason, Tally, share};

/// A part of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 参加, or 实到 once a record is in.
    There,
    /// 请假, or 缺席.
    Away,
    /// 未反馈.
    Silent,
}

impl Part {
    /// The shape that stands beside its word.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::There => "●",
            Self::Away => "◆",
            Self::Silent => "○",
        }
    }

    /// The name of its style.
    #[must_use]
    pub const fn style(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Away => "away",
            Self::Silent => "silent",
        }
    }
}

/// A piece of the bar with its word and how wide it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Which.
    pub part: Part,
    /// Its word.
    pub label: &'static str,
    /// Heads.
    pub count: u32,
    /// Percent of the bar.
    pub width: f64,
}

/// The bar's pieces: answers before the record, who was there after it.
#[must_use]
pub fn segments(t: &Tally) -> Vec<Segment> {
    let piece = |part, label, count: u32| Segment {
        part,
        label,
        count,
        width: if t.expected == 0 { 0.0 } else { f64::from(count) * 100.0 / f64::from(t.expected) },
    };
    if let Some(present) = t.present {
        return vec![
            piece(Part::There, "实到", present),
            piece(Part::Away, "未到", t.expected.saturating_sub(present)),
        ];
    }
    vec![
        piece(Part::There, "参加", t.attending),
        piece(Part::Away, "请假", t.on_leave),
        piece(Part::Silent, "未反馈", t.silent()),
    ]
}

/// Where the mark of what is needed stands, in percent of the bar; `None` without a required share.
#[must_use]
pub fn mark(t: &Tally) -> Option<f64> {
    (t.required_share.is_some() && t.expected > 0).then(|| f64::from(t.needed()) * 100.0 / f64::from(t.expected))
}

/// 「应到 26 人的 80% 是 21 人」; for kinds without a share, that they have none.
#[must_use]
pub fn needed_sentence(expected: u32, required: Option<u8>) -> String {
    match required {
        Some(percent) => format!("应到 {expected} 人的 {percent}% 是 {} 人", share::needed(expected, required)),
        None => format!("应到 {expected} 人，此类会议不设参会比例"),
    }
}

/// 「还差 3 人」, 「已达到」, or the actual share once a record is in.
#[must_use]
pub fn verdict(t: &Tally) -> Option<(bool, String)> {
    if let Some(actual) = t.actual_share() {
        let enough = t.present.unwrap_or(0) >= t.needed();
        return Some((enough, format!("实际到会比例 {}", share::percent(actual))));
    }
    t.required_share?;
    Some(match t.missing() {
        0 => (true, "已达到参会比例".into()),
        n => (false, format!("还差 {n} 人")),
    })
}

/// Everything in one sentence, for those who listen.
#[must_use]
pub fn spoken(t: &Tally) -> String {
    let parts: Vec<String> = segments(t).iter().map(|s| format!("{} {} 人", s.label, s.count)).collect();
    let end = verdict(t).map(|(_, v)| format!("，{v}")).unwrap_or_default();
    format!("应到 {} 人：{}{end}", t.expected, parts.join("，"))
}

/// 「2 人因病、1 人外出流动，不计入」; empty when everybody counts. The reasons are known to those who see the people.
#[must_use]
pub fn excluded_sentence(t: &Tally, people: &[Attendee]) -> String {
    if t.excluded == 0 {
        return String::new();
    }
    let count = |r: ExclusionReason| people.iter().filter(|p| !p.expected && p.reason == Some(r)).count();
    let parts: Vec<String> = ExclusionReason::ALL
        .iter()
        .filter(|r| count(**r) > 0)
        .map(|r| format!("{} 人{}", count(*r), r.label()))
        .collect();
    if parts.is_empty() {
        format!("另有 {} 人不计入", t.excluded)
    } else {
        format!("另有 {}，不计入", parts.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_bar_adds_up_to_everybody() {
        let t = sample::view().row.tally;
        let parts = segments(&t);
        assert_eq!(parts.iter().map(|s| s.count).sum::<u32>(), 26);
        assert!((parts.iter().map(|s| s.width).sum::<f64>() - 100.0).abs() < 1e-9);
        assert!(segments(&Tally::default()).iter().all(|s| s.width == 0.0));
    }

    #[test]
    fn the_sentences_of_the_mock_up() {
        let t = sample::view().row.tally;
        assert_eq!(needed_sentence(26, Some(80)), "应到 26 人的 80% 是 21 人");
        assert_eq!(verdict(&t), Some((false, "还差 3 人".into())));
        assert_eq!(spoken(&t), "应到 26 人：参加 18 人，请假 2 人，未反馈 6 人，还差 3 人");
    }

    #[test]
    fn after_the_record_the_actual_share_stands() {
        let t = Tally { present: Some(22), ..sample::view().row.tally };
        assert_eq!(verdict(&t), Some((true, "实际到会比例 84.6%".into())));
    }

    #[test]
    fn those_not_counted_are_told_with_their_reasons() {
        let mut view = sample::view();
        for (i, reason) in [ExclusionReason::Illness, ExclusionReason::Illness].into_iter().enumerate() {
            view.people.push(Attendee {
                expected: false,
                reason: Some(reason),
                ..sample::attendee(40 + i as i64, None)
            });
        }
        assert_eq!(excluded_sentence(&view.row.tally, &view.people), "另有 2 人因病，不计入");
        assert_eq!(excluded_sentence(&view.row.tally, &[]), "另有 2 人不计入");
    }
}
