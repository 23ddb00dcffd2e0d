//! The shown list as a CSV file that spreadsheet programs open at once: with a byte-order mark, without formulas.

use gsdj_domain::meeting::{MeetingRow, share};

const HEAD: [&str; 14] = [
    "会议类型",
    "会议主题",
    "会议时间",
    "会议地点",
    "会期",
    "主持人",
    "应到",
    "参加",
    "请假",
    "未反馈",
    "实到",
    "实际到会比例",
    "状态",
    "党组织",
];

/// The whole file.
#[must_use]
pub fn meetings(rows: &[MeetingRow]) -> String {
    let mut text = String::from("\u{feff}");
    line(&mut text, &HEAD.map(String::from));
    for row in rows {
        line(&mut text, &cells(row));
    }
    text
}

fn cells(row: &MeetingRow) -> [String; 14] {
    let t = &row.tally;
    [
        row.kind.label().into(),
        row.title.clone(),
        row.starts_at.written(),
        row.place.clone(),
        row.length.label().into(),
        row.chair.clone(),
        t.expected.to_string(),
        t.attending.to_string(),
        t.on_leave.to_string(),
        t.silent().to_string(),
        t.present.map(|p| p.to_string()).unwrap_or_default(),
        t.actual_share().map(share::percent).unwrap_or_default(),
        row.stage.label().into(),
        row.org.name.clone(),
    ]
}

fn line(text: &mut String, cells: &[String]) {
    let quoted: Vec<String> = cells.iter().map(|c| cell(c)).collect();
    text.push_str(&quoted.join(","));
    text.push_str("\r\n");
}

/// One cell: what begins like a formula is made text by an apostrophe, so that opening the file computes nothing.
#[must_use]
pub fn cell(value: &str) -> String {
    let plain =
        if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value.to_owned() };
    if plain.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", plain.replace('"', "\"\"")) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_computed() {
        assert_eq!(cell("村部,二楼"), "\"村部,二楼\"");
        assert_eq!(cell("说\"好\""), "\"说\"\"好\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("村部"), "村部");
    }

    #[test]
    fn a_file_has_a_heading_and_a_line_a_meeting() {
        let text = meetings(&[sample::view().row]);
        assert!(text.starts_with('\u{feff}'));
        assert_eq!(text.lines().count(), 2);
        assert!(text.lines().last().unwrap().contains("讨论预备党员转正"));
        assert_eq!(text.lines().next().unwrap().split(',').count(), text.lines().last().unwrap().split(',').count());
    }
}
