//! What is read, written and counted.

use super::*;
use proptest::prelude::*;

fn again(html: &str) -> String {
    to_html(&read_html(html))
}

#[test]
fn what_is_known_stays_and_the_rest_leaves_its_text() {
    let known = "<h2>一、学习</h2><p>先<strong>读</strong>后<em>谈</em><u>再记</u></p>\
        <ol><li><p>甲</p><ul><li><p>乙</p></li></ul></li></ol>\
        <table><tbody><tr><th colspan=\"2\"><p>表</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>";
    assert_eq!(again(known), known);
    assert_eq!(again("<span style=\"color:red\">红</span><script>x</script>"), "<p>红x</p>");
    assert_eq!(again("a<br>b &amp; <b>c &lt; d</b>"), "<p>a<br>b &amp; <strong>c &lt; d</strong></p>");
    assert_eq!(again("1 < 2 > 1"), "<p>1 &lt; 2 &gt; 1</p>");
}

#[test]
fn a_table_in_a_table_and_lists_beyond_the_depth_become_paragraphs() {
    let nested = "<table><tr><td>外<table><tr><td>内</td></tr></table>尾</td></tr></table>";
    assert_eq!(again(nested), "<table><tbody><tr><td><p>外</p><p>内</p><p>尾</p></td></tr></tbody></table>");
    let deep = format!("{}底{}", "<ul><li>".repeat(20), "</li></ul>".repeat(20));
    assert_eq!(again(&deep).matches("<ul>").count(), DEPTH_MAX);
    let wrapped = format!("{}深{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
    assert_eq!(again(&wrapped), "<p>深</p>");
}

#[test]
fn lines_are_paragraphs_and_formatting_is_not_counted() {
    let blocks = read(TextFormat::Plain, "一\n\n 二<b>\n");
    assert_eq!(to_html(&blocks), "<p>一</p><p> 二&lt;b&gt;</p>");
    assert_eq!(length(&read_html("<h1>标题</h1><p><b>正</b>文</p>")), 5);
    assert_eq!(to_text(&read_html("<table><tr><td>甲</td><td>乙</td></tr></table>")), "甲\t乙");
}

#[test]
fn spans_take_their_places_in_the_grid() {
    let html = "<table><tr><th rowspan=2>甲</th><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>";
    let blocks = read_html(html);
    let Block::Table(rows) = &blocks[0] else { panic!("a table") };
    let (width, grid) = grid(rows);
    assert_eq!(width, 3);
    let places: Vec<_> =
        grid[1].iter().map(|p| (p.column, p.columns, p.cell.map(|c| to_text(&c.blocks)), p.goes_on)).collect();
    assert_eq!(places[0], (0, 1, None, false));
    assert_eq!(places[1], (1, 1, Some("丙".into()), false));
    assert_eq!(places[2], (2, 1, Some("丁".into()), false));
}

#[test]
fn only_rows_of_heading_cells_before_others_repeat() {
    let rows = |html: &str| {
        let block = read_html(html).remove(0);
        let Block::Table(rows) = &block else { panic!("a table: {block:?}") };
        head_rows(rows)
    };
    assert_eq!(rows("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>"), 1);
    assert_eq!(rows("<table><tr><th>a</th></tr><tr><th>b</th></tr></table>"), 0);
    assert_eq!(rows("<table><tr><th>a</th><td>b</td></tr></table>"), 0);
}

#[test]
fn links_quotations_and_pictures_of_the_platform_stay() {
    let known = "<blockquote><p>引</p><ul><li><p>甲</p></li></ul></blockquote><img data-file=\"7\" alt=\"1 &gt; &quot;0&quot;\">\
        <p>见<a href=\"https://example.cn/a?b=1&amp;c=2\"><strong>网</strong></a><a href=\"/articles/7\">站</a></p>";
    assert_eq!(again(known), known);
    assert_eq!(pictures(&read_html(known)), [FileId(7)]);
    assert_eq!(to_text(&read_html(known)), "引\n甲\n1 > \"0\"\n见网站");
    // what leads nowhere, or out by a trick, leaves its text; what is no file of ours goes
    for to in ["javascript:alert(1)", "//evil.cn", "https://", "data:text/html,x", "/\\evil.cn", "http://a b"] {
        assert_eq!(again(&format!("<a href=\"{to}\">字</a>")), "<p>字</p>", "{to}");
    }
    for picture in
        ["<img src=\"http://x.cn/a.png\">", "<img data-file=\"x\">", "<img data-file=\"-1\">", "<img data-file=7>"]
    {
        assert_eq!(again(&format!("甲{picture}乙")), "<p>甲乙</p>", "{picture}");
    }
    assert_eq!(
        again("<blockquote>外<blockquote>内<table><tr><td>格</td></tr></table></blockquote></blockquote>"),
        "<blockquote><p>外</p><p>内</p><p>格</p></blockquote>"
    );
}

proptest! {
    #[test]
    fn anything_can_be_read_and_one_reading_settles_it(html in "(<(/)?(p|b|u|ul|ol|li|table|tr|td|th|h1|br|blockquote|a|img)>|<a href=\"/x\">|<img data-file=\"7\" alt=\"[>a ]{0,3}\">|[a-c<>& \"\u{3000}]){0,40}") {
        let once = again(&html);
        prop_assert_eq!(again(&once), once);
    }

    #[test]
    fn no_span_leaves_the_grid(spans in prop::collection::vec((1_u16..5, 1_u16..4), 1..12)) {
        let cell = |&(columns, rows): &(u16, u16)| Cell { head: false, columns, rows, blocks: vec![] };
        let rows: Vec<Vec<Cell>> = spans.chunks(3).map(|row| row.iter().map(cell).collect()).collect();
        let (width, grid) = grid(&rows);
        for row in grid {
            let mut at = 0;
            for place in row {
                prop_assert!(place.column >= at);
                at = place.column + place.columns;
            }
            prop_assert!(at <= width);
        }
    }
}
