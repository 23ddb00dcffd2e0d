//! Records worth keeping: formatted text that is clean, prints that other people's programs can read, seals that hold.

use gsdj_domain::archive::{SealCheck, SealKeys, SealVerdict, Standing, TextFormat, rich};
use gsdj_domain::audit::{AuditEntry, Deed};
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::{Decision, MeetingKind, MeetingView, RecordForm, ReviewForm};
use gsdj_domain::{MeetingId, Page};
use gsdj_tests::acts::{at, record};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Reply, World, on_both_engines, scanned};
use std::path::{Path, PathBuf};
use std::process::Command;

const TEXT: &str = "<h2>一、讨论</h2><p>同意<strong>修缮水渠</strong>的方案<script>alert(1)</script>。</p>\
    <ol><li><p>先测量</p></li></ol><table><tr><th>项目</th><th>金额</th></tr><tr><td>水泥</td><td>1,200</td></tr></table>";

fn formatted(view: &MeetingView, text: &str) -> RecordForm {
    let expected: Vec<_> = view.people.iter().filter(|p| p.expected).map(|p| p.member).collect();
    RecordForm { text: text.into(), format: TextFormat::Rich, ..record(&expected) }
}

/// A general meeting with a formatted record and a photo.
async fn recorded(w: &World) -> MeetingId {
    let begun = w.begun_as(&w.form(MeetingKind::GeneralMeeting)).await;
    let photo = plain(640, 480, image::ImageFormat::Jpeg);
    let file: FileInfo = w.branch_admin().upload("photo", "会场（示例）.jpg", &photo).await.created();
    let mut form = formatted(&begun, TEXT);
    form.photos.push(file.id);
    w.branch_admin().put(at(begun.row.id, "/record"), &form).await.is(200);
    begun.row.id
}

async fn print(w: &World, meeting: MeetingId, ending: &str) -> Reply {
    w.branch_admin().get(at(meeting, &format!("/record.{ending}"))).await.is(200)
}

/// The seal's picture out of a Word file.
fn seal_of_docx(bytes: &[u8]) -> String {
    let picture = part(bytes, "word/media/seal.png");
    scanned(&image::load_from_memory(&picture).unwrap().into_luma8()).unwrap()
}

fn part(docx: &[u8], name: &str) -> Vec<u8> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut content = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut content).unwrap();
    content
}

/// What another program makes of a PDF; `None`, said aloud, where this machine has no such program.
fn tool(name: &str, pdf: &[u8], arguments: &[&str]) -> Option<String> {
    let file = scratch(name).with_extension("pdf");
    std::fs::write(&file, pdf).unwrap();
    let run = Command::new(name)
        .args(arguments.iter().map(|a| if *a == "FILE" { file.to_str().unwrap() } else { a }))
        .output();
    std::fs::remove_file(&file).unwrap();
    let Ok(run) = run else {
        eprintln!("skipped: {name} is not installed");
        return None;
    };
    assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8_lossy(&run.stdout).into_owned())
}

fn scratch(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("gsdj-print-{}-{number}-{name}", std::process::id()))
}

async fn check(w: &World, seal: &str) -> SealCheck {
    w.anon().get(format!("/api/archive/check?seal={seal}")).await.ok()
}

fn bare(code: &str) -> String {
    code.rsplit('#').next().unwrap().to_owned()
}

on_both_engines! {
    async fn formatted_text_is_cleaned_and_older_plain_text_stays_as_it_was(w) {
        let meeting = recorded(&w).await;
        let view: MeetingView = w.branch_admin().get(at(meeting, "")).await.ok();
        let kept = view.record.clone().unwrap();
        assert_eq!(kept.format, TextFormat::Rich);
        assert!(kept.text.contains("<strong>修缮水渠</strong>") && !kept.text.contains("script"), "{}", kept.text);
        assert_eq!(rich::to_html(&rich::read_html(&kept.text)), kept.text, "stored in one spelling");
        // a client that knows nothing of formats
        let plain = serde_json::json!({ "text": "第一行\n<b>第二行</b>", "present": record(&[]).present.iter().chain(&formatted(&view, "").present).collect::<Vec<_>>() });
        let view: MeetingView = w.branch_admin().put(at(meeting, "/record"), &plain).await.ok();
        let kept = view.record.unwrap();
        assert_eq!((kept.format, kept.text.as_str()), (TextFormat::Plain, "第一行\n<b>第二行</b>"));
    }

    async fn the_limit_is_of_text_and_formatting_is_free(w) {
        let begun = w.begun_as(&w.form(MeetingKind::GeneralMeeting)).await;
        let meeting = begun.row.id;
        let bold = |n: usize| format!("<p>{}</p>", "<b>字</b>".repeat(n));
        w.branch_admin().put(at(meeting, "/record"), &formatted(&begun, &bold(50_000))).await.is(200);
        w.branch_admin().put(at(meeting, "/record"), &formatted(&begun, &bold(50_001))).await.fault("too_long", "text");
        for empty in ["", "<p></p>", "<p> <br></p>", "<table><tr><td></td></tr></table>", "<script>有</script>"] {
            w.branch_admin().put(at(meeting, "/record"), &formatted(&begun, empty)).await.fault("missing", "text");
        }
        print(&w, meeting, "pdf").await;
    }

    async fn who_may_print_prints_and_it_is_noted(w) {
        let begun = w.begun_as(&w.form(MeetingKind::GeneralMeeting)).await;
        let meeting = begun.row.id;
        w.branch_admin().get(at(meeting, "/record.pdf")).await.refused(409, "no_record");
        w.branch_admin().put(at(meeting, "/record"), &formatted(&begun, TEXT)).await.is(200);
        for ending in ["pdf", "docx"] {
            let path = at(meeting, &format!("/record.{ending}"));
            let reply = w.superior().get(&path).await.is(200);
            assert!(reply.header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
            assert!(reply.header("cache-control").contains("no-store"));
            w.member(2).get(&path).await.refused(409, "record_not_done");
        }
        let shown = w.superior().get(at(meeting, "/record.pdf?inline=true")).await.is(200);
        assert!(shown.header("content-disposition").starts_with("inline"));
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        let approve = ReviewForm { decision: Decision::Approve, reason: String::new() };
        w.superior().post(at(meeting, "/review"), &approve).await.is(200);
        w.member(2).get(at(meeting, "/record.pdf")).await.is(200);
        let log: Page<AuditEntry> = w.superior().get("/api/audit?limit=100").await.ok();
        let exports = log.items.iter().filter(|e| e.deed == Deed::RecordExported).collect::<Vec<_>>();
        assert_eq!(exports.len(), 4);
        assert!(exports.iter().any(|e| e.what.contains("PDF")) && exports.iter().any(|e| e.what.contains("DOCX")));
    }

    async fn members_read_names_but_not_why_somebody_was_away(w) {
        let mut form = w.form(MeetingKind::GeneralMeeting);
        form.required_share = Some(50);
        let told = w.announced_as(&form).await;
        let meeting = told.row.id;
        for member in 1..=8 {
            w.member(member).attends(meeting).await;
        }
        w.member(9).leaves(meeting, "在示例医院住院").await;
        w.at(form.starts_at).await;
        w.record(meeting, &form.expected[..8]).await;
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        let approve = ReviewForm { decision: Decision::Approve, reason: String::new() };
        w.superior().post(at(meeting, "/review"), &approve).await.is(200);
        let text = |reply: Reply| String::from_utf8(part(&reply.body, "word/document.xml")).unwrap();
        let whole = text(print(&w, meeting, "docx").await);
        let for_member = text(w.member(2).get(at(meeting, "/record.docx")).await.is(200));
        let name = told.people[8].name.clone();
        assert!(whole.contains("在示例医院住院") && whole.contains(&name));
        assert!(!for_member.contains("在示例医院住院") && for_member.contains(&name));
    }

    async fn other_programs_read_the_pdf_its_fonts_and_its_code(w) {
        let meeting = recorded(&w).await;
        let pdf = print(&w, meeting, "pdf").await.body;
        if let Some(text) = tool("pdftotext", &pdf, &["-layout", "FILE", "-"]) {
            // the space between Han characters and figures is a distance, which a reader may or may not call a space
            let close: String = text.split_whitespace().collect();
            for found in ["支部党员大会记录", "示例：讨论示例事项", "修缮水渠", "水泥", "1,200", "图1", "第1页", "到会人员"] {
                assert!(close.contains(found), "{found} in {text}");
            }
            assert!(!text.contains("alert"));
        }
        if let Some(fonts) = tool("pdffonts", &pdf, &["FILE"]) {
            let rows: Vec<_> = fonts.lines().skip(2).collect();
            assert!(!rows.is_empty());
            for row in rows {
                // embedded, a subset, with a map to characters
                assert!(row.contains(" yes yes yes "), "{row}");
            }
        }
        let place = scratch("page");
        let prefix = place.to_str().unwrap().to_owned();
        if tool("pdftoppm", &pdf, &["-r", "150", "-png", "FILE", &prefix]).is_some() {
            let pages = pages(&place);
            let found: Vec<_> = pages.iter().filter_map(|page| scanned(&image::open(page).unwrap().into_luma8())).collect();
            pages.iter().for_each(|page| std::fs::remove_file(page).unwrap());
            assert_eq!(found.len(), 1, "one code in {} pages", pages.len());
            assert_eq!(check(&w, &bare(&found[0])).await.verdict, SealVerdict::Genuine);
        }
    }

    async fn a_seal_holds_until_a_character_is_changed_and_knows_of_newer_versions(w) {
        let meeting = recorded(&w).await;
        let seal = bare(&seal_of_docx(&print(&w, meeting, "docx").await.body));
        let fresh = check(&w, &seal).await;
        assert_eq!((fresh.verdict, fresh.standing), (SealVerdict::Genuine, Some(Standing::Current)));
        for at in [3, 20, 60, 100, seal.len() - 1] {
            let other = if seal.as_bytes()[at] == b'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &seal[..at], &seal[at + 1..]);
            let found = check(&w, &changed).await;
            assert_eq!((found.verdict, found.standing), (SealVerdict::Modified, None), "character {at}");
        }
        assert_eq!(check(&w, "https://example.org").await.verdict, SealVerdict::Unreadable);
        // the record goes on: what was printed is still genuine, and no longer the newest
        let view: MeetingView = w.branch_admin().get(at(meeting, "")).await.ok();
        w.branch_admin().put(at(meeting, "/record"), &formatted(&view, "<p>改过的记录</p>")).await.is(200);
        let later = check(&w, &seal).await;
        assert_eq!((later.verdict, later.standing), (SealVerdict::Genuine, Some(Standing::Superseded)));
        let newer = bare(&seal_of_docx(&print(&w, meeting, "docx").await.body));
        assert_eq!(check(&w, &newer).await.standing, Some(Standing::Current));
    }

    async fn the_keys_are_public_and_the_key_that_sealed_is_kept(w) {
        let keys: SealKeys = w.anon().get("/api/archive/keys").await.ok();
        assert_eq!(keys.keys.len(), 1);
        assert!(keys.keys[0].current && keys.keys[0].key.len() == 43);
        recorded(&w).await;
        let again: SealKeys = w.member(2).get("/api/archive/keys").await.ok();
        assert_eq!(again.keys[0].key, keys.keys[0].key);
    }

    async fn a_print_is_drawn_once_until_the_meeting_changes(w) {
        let meeting = recorded(&w).await;
        let first = print(&w, meeting, "pdf").await.body;
        w.at(w.now().plus(60_000)).await;
        assert_eq!(print(&w, meeting, "pdf").await.body, first);
        w.branch_admin().post_empty(at(meeting, "/submission")).await.is(200);
        assert_ne!(print(&w, meeting, "pdf").await.body, first);
    }
}

fn pages(prefix: &Path) -> Vec<PathBuf> {
    let (folder, name) = (prefix.parent().unwrap(), prefix.file_name().unwrap().to_str().unwrap());
    let entries = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&format!("{name}-"))).collect()
}
