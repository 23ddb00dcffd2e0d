//! The document: the form as one table, from the facts to the seal.

use super::Print;
use super::body::{self, Lists, Place};
use super::xml::{NAMESPACES, Xml};
use crate::archive::pdf;
use crate::error::Result;
use gsdj_domain::archive::TextFormat;
use gsdj_domain::archive::rich;
use gsdj_domain::meeting::share;

/// The columns of the form, in twentieths of a point: A4 less margins of 25 mm.
const COLUMNS: [usize; 4] = [1_480, 3_056, 1_480, 3_056];
const WIDTH: usize = 9_072;
/// English Metric Units of a point.
const EMU: u64 = 12_700;
/// The widest a photo is shown, and the highest, in points.
const PHOTO: (u64, u64) = (205, 190);
/// The seal's edge in points.
const SEAL: u64 = 108;

/// Writes the document.
///
/// # Errors
/// Never: it is written to memory.
pub fn document(print: &Print<'_>) -> Result<Vec<u8>> {
    let mut x = Xml::new()?;
    x.within("w:document", &NAMESPACES, |x| {
        x.within("w:body", &[], |x| {
            x.paragraph("Subtitle", &print.minutes.org)?;
            x.paragraph("Title", &print.minutes.heading())?;
            form(x, print)?;
            x.paragraph("Caption", "")?;
            seal(x, print)?;
            section(x)
        })
    })?;
    Ok(x.into_bytes())
}

fn form(x: &mut Xml, print: &Print<'_>) -> Result<()> {
    let minutes = print.minutes;
    x.within("w:tbl", &[], |x| {
        x.within("w:tblPr", &[], |x| {
            x.val("w:tblStyle", "RecordTable")?;
            x.leaf("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")])?;
            x.val("w:jc", "center")?;
            x.leaf("w:tblLayout", &[("w:type", "fixed")])
        })?;
        x.within("w:tblGrid", &[], |x| {
            COLUMNS.iter().try_for_each(|w| x.leaf("w:gridCol", &[("w:w", &w.to_string())]))
        })?;
        facts(x, print)?;
        let mut lists = Lists::default();
        let place = Place { depth: 0, width: WIDTH - 216, in_cell: false };
        if !minutes.agenda.trim().is_empty() {
            let agenda = rich::read(TextFormat::Plain, &minutes.agenda);
            long(x, "会议议程", |x| body::blocks(x, &agenda, place, &mut lists))?;
        }
        long(x, "会议内容", |x| body::blocks(x, &minutes.text, place, &mut lists))?;
        if !minutes.votes.is_empty() {
            long(x, "表决情况", |x| {
                minutes.votes.iter().try_for_each(|v| {
                    let counts = format!("赞成 {}，反对 {}，弃权 {}", v.in_favour, v.against, v.abstained);
                    x.paragraph("CellText", &format!("{}：{counts}，{}", v.matter, v.outcome))
                })
            })?;
        }
        if !print.photos.is_empty() {
            long(x, "现场照片", |x| photos(x, print))?;
        }
        if !minutes.attachments.is_empty() {
            let names = (1..).zip(&minutes.attachments).map(|(n, file)| format!("{n}. {}", file.name));
            long(x, "附件", |x| names.into_iter().try_for_each(|name| x.paragraph("CellText", &name)))?;
        }
        long(x, "审核意见", |x| opinions(x, print))?;
        pair(x, "主持人签字", "", "记录人签字", "")
    })
}

fn facts(x: &mut Xml, print: &Print<'_>) -> Result<()> {
    let minutes = print.minutes;
    let (tally, who) = (&minutes.tally, minutes.attendance());
    let people = |n: usize| format!("{n} 人");
    let required = tally.required_share.map_or_else(|| "不设".to_owned(), |share| format!("{share}%"));
    let actual = tally.actual_share().map_or_else(String::new, share::percent);
    line(x, "会议主题", &minutes.title)?;
    pair(x, "会议时间", &minutes.starts_at.written(), "会期", minutes.length.label())?;
    line(x, "会议地点", &minutes.place)?;
    pair(x, "主持人", &minutes.chair, "记录人", "")?;
    pair(x, "应到人数", &format!("{} 人", tally.expected), "实到人数", &people(who.present.len()))?;
    pair(x, "请假人数", &people(who.on_leave.len()), "缺席人数", &people(who.absent.len()))?;
    pair(x, "参会比例", &required, "实际到会比例", &actual)?;
    pdf::names(&who).iter().try_for_each(|(label, names)| line(x, label, names))
}

fn cell(x: &mut Xml, from: usize, columns: usize, inside: impl FnOnce(&mut Xml) -> Result<()>) -> Result<()> {
    let width: usize = COLUMNS.iter().skip(from).take(columns).sum();
    x.within("w:tc", &[], |x| {
        x.within("w:tcPr", &[], |x| {
            x.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            if columns > 1 {
                x.val("w:gridSpan", &columns.to_string())?;
            }
            x.val("w:vAlign", "center")
        })?;
        inside(x)
    })
}

fn row(x: &mut Xml, inside: impl FnOnce(&mut Xml) -> Result<()>) -> Result<()> {
    x.within("w:tr", &[], |x| {
        x.within("w:trPr", &[], |x| x.leaf("w:trHeight", &[("w:val", "480"), ("w:hRule", "atLeast")]))?;
        inside(x)
    })
}

fn line(x: &mut Xml, label: &str, value: &str) -> Result<()> {
    row(x, |x| {
        cell(x, 0, 1, |x| x.paragraph("CellHead", label))?;
        cell(x, 1, 3, |x| x.paragraph("CellText", value))
    })
}

fn pair(x: &mut Xml, a: &str, b: &str, c: &str, d: &str) -> Result<()> {
    row(x, |x| {
        cell(x, 0, 1, |x| x.paragraph("CellHead", a))?;
        cell(x, 1, 1, |x| x.paragraph("CellText", b))?;
        cell(x, 2, 1, |x| x.paragraph("CellHead", c))?;
        cell(x, 3, 1, |x| x.paragraph("CellText", d))
    })
}

/// A part over the whole width: its name, then what it is about, in one cell that may go on over the page.
fn long(x: &mut Xml, label: &str, inside: impl FnOnce(&mut Xml) -> Result<()>) -> Result<()> {
    x.within("w:tr", &[], |x| {
        cell(x, 0, 4, |x| {
            x.within("w:p", &[], |x| {
                x.within("w:pPr", &[], |x| {
                    x.val("w:pStyle", "CellHead")?;
                    x.leaf("w:keepNext", &[])
                })?;
                x.run(label)
            })?;
            inside(x)
        })
    })
}

fn opinions(x: &mut Xml, print: &Print<'_>) -> Result<()> {
    for round in &print.minutes.rounds {
        let (result, opinion) = pdf::outcome(round);
        let at = round.decided_at.unwrap_or(round.submitted_at).written();
        x.paragraph("CellText", &format!("第 {} 轮　{}　{result}　{at}", round.round, round.reviewer))?;
        if !opinion.is_empty() {
            x.paragraph("CellText", &format!("意见：{opinion}"))?;
        }
    }
    if print.minutes.rounds.is_empty() { x.paragraph("CellText", "（尚未报审）") } else { Ok(()) }
}

fn photos(x: &mut Xml, print: &Print<'_>) -> Result<()> {
    for (number, photo) in print.photos.iter().enumerate() {
        let caption = format!("图 {}　{}", number + 1, photo.caption);
        if photo.jpeg.is_empty() {
            x.paragraph("Caption", &format!("{caption}（照片无法读取）"))?;
            continue;
        }
        let (width, height) = (u64::from(photo.width.max(1)), u64::from(photo.height.max(1)));
        // as wide as allowed, or as high
        let by_width = PHOTO.0 * height <= PHOTO.1 * width;
        let size = if by_width { (PHOTO.0, PHOTO.0 * height / width) } else { (PHOTO.1 * width / height, PHOTO.1) };
        x.within("w:p", &[], |x| {
            x.within("w:pPr", &[], |x| {
                x.val("w:pStyle", "Caption")?;
                x.leaf("w:keepNext", &[])
            })?;
            picture(x, &format!("photo{number}"), number + 2, &photo.caption, size)
        })?;
        x.paragraph("Caption", &caption)?;
    }
    Ok(())
}

/// A picture within a line.
fn picture(x: &mut Xml, relation: &str, id: usize, name: &str, (width, height): (u64, u64)) -> Result<()> {
    const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let (cx, cy) = ((width * EMU).to_string(), (height.max(1) * EMU).to_string());
    let (id, name): (String, String) = (id.to_string(), name.chars().filter(|c| !c.is_control()).collect());
    let named = [("id", id.as_str()), ("name", relation), ("descr", name.as_str())];
    x.within("w:r", &[], |x| {
        x.within("w:drawing", &[], |x| {
            x.within("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |x| {
                x.leaf("wp:extent", &[("cx", &cx), ("cy", &cy)])?;
                x.leaf("wp:docPr", &named)?;
                x.within("a:graphic", &[], |x| {
                    x.within("a:graphicData", &[("uri", PICTURE)], |x| {
                        x.within("pic:pic", &[], |x| {
                            x.within("pic:nvPicPr", &[], |x| {
                                x.leaf("pic:cNvPr", &named)?;
                                x.leaf("pic:cNvPicPr", &[])
                            })?;
                            x.within("pic:blipFill", &[], |x| {
                                x.leaf("a:blip", &[("r:embed", relation)])?;
                                x.within("a:stretch", &[], |x| x.leaf("a:fillRect", &[]))
                            })?;
                            x.within("pic:spPr", &[], |x| {
                                x.within("a:xfrm", &[], |x| {
                                    x.leaf("a:off", &[("x", "0"), ("y", "0")])?;
                                    x.leaf("a:ext", &[("cx", &cx), ("cy", &cy)])
                                })?;
                                x.within("a:prstGeom", &[("prst", "rect")], |x| x.leaf("a:avLst", &[]))
                            })
                        })
                    })
                })
            })
        })
    })
}

/// The seal with what it is for, in a table without lines so that it stays together.
fn seal(x: &mut Xml, print: &Print<'_>) -> Result<()> {
    const LEFT: usize = 2_400;
    let claim = print.claim;
    let lines = [
        format!("防伪核验　版本 {}　摘要 {}", claim.version, claim.short_digest()),
        format!("导出时间　{}", claim.issued_at.written()),
        format!(
            "二维码由“{}”平台签名，可在“我的—核验会议记录”中扫描核验，没有网络也能核验。\
            核验的是平台记下的内容：本文件导出后如有修改，请以平台上的记录为准。",
            print.platform
        ),
    ];
    x.within("w:tbl", &[], |x| {
        x.within("w:tblPr", &[], |x| x.leaf("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")]))?;
        let columns = [LEFT, WIDTH - LEFT].map(|n| n.to_string());
        x.within("w:tblGrid", &[], |x| columns.iter().try_for_each(|w| x.leaf("w:gridCol", &[("w:w", w)])))?;
        x.within("w:tr", &[], |x| {
            x.within("w:trPr", &[], |x| x.leaf("w:cantSplit", &[]))?;
            x.within("w:tc", &[], |x| {
                x.within("w:tcPr", &[], |x| x.leaf("w:tcW", &[("w:w", &columns[0]), ("w:type", "dxa")]))?;
                x.within("w:p", &[], |x| picture(x, "seal", 1, "防伪二维码", (SEAL, SEAL)))
            })?;
            x.within("w:tc", &[], |x| {
                x.within("w:tcPr", &[], |x| {
                    x.leaf("w:tcW", &[("w:w", &columns[1]), ("w:type", "dxa")])?;
                    x.val("w:vAlign", "center")
                })?;
                lines.iter().try_for_each(|line| x.paragraph("CellText", line))
            })
        })
    })
}

fn section(x: &mut Xml) -> Result<()> {
    x.within("w:sectPr", &[], |x| {
        x.leaf("w:headerReference", &[("w:type", "default"), ("r:id", "header")])?;
        x.leaf("w:footerReference", &[("w:type", "default"), ("r:id", "footer")])?;
        x.leaf("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        let margins = [("w:top", "1418"), ("w:right", "1418"), ("w:bottom", "1418"), ("w:left", "1418")];
        let edges = [("w:header", "851"), ("w:footer", "851"), ("w:gutter", "0")];
        x.leaf("w:pgMar", &[&margins[..], &edges[..]].concat())
    })
}
