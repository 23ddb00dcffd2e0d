//! Taking books over: what an EPUB and a PDF become, and what is refused: broken ones, locked ones, those that would burst.

use super::{at, send};
use gsdj_domain::library::{BookChapter, BookImport, ChapterKind, WorkState, WorkView};
use gsdj_tests::books::{epub, page, pdf, zipped};
use gsdj_tests::on_both_engines;
use gsdj_tests::pictures::{bomb, plain};

const IMPORT: &str = "/api/works/import";

fn photo() -> Vec<u8> {
    plain(40, 30, image::ImageFormat::Png)
}

on_both_engines! {
    async fn an_epub_becomes_chapters_contents_and_pictures(w) {
        let pages = [
            (None, "<p>扉页</p>"),
            (Some((1, "第一章 开头")), r##"<h1>第一章</h1><p>见<a href="#n">注</a>。<img src="../img/photo.png" alt="村口"/>之后</p>"##),
            (None, "<p>第一章续</p>"),
            (Some((2, "第一节")), "<h2>第一节</h2><p>小节</p>"),
            (Some((1, "第二章 结尾")), r#"<p>完</p><img src="../img/none.png"/><script>alert(1)</script>"#),
        ];
        let report: BookImport = send(&w, IMPORT, "示例.epub", &epub("示例图书", &pages, &photo(), &[])).await.created();
        assert_eq!((report.title.as_str(), report.chapters, report.pictures), ("示例图书", 4, 1));
        assert_eq!(report.notes, ["有 1 张图片没有导入（格式不支持、已损坏，或者超过 200 张）", "有 1 处链接改成了普通文字"]);
        let work: WorkView = w.province().get(at(report.work, "")).await.ok();
        assert_eq!((work.row.state, work.row.author.as_str(), work.row.cover.is_some()), (WorkState::Draft, "示例编写组", true));
        let lines: Vec<_> = work.contents.iter().map(|c| (c.title.as_str(), c.level)).collect();
        assert_eq!(lines, [("卷首", 1), ("第一章 开头", 1), ("第一节", 2), ("第二章 结尾", 1)]);
        let first: BookChapter = w.province().get(format!("/api/chapters/{}", work.contents[1].id)).await.ok();
        let texts: Vec<_> = first.pieces.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["<h1>第一章</h1><p>见注。</p>", "", "<p>之后</p>", "<p>第一章续</p>"]);
        let picture = first.pieces[1].picture.clone().unwrap();
        assert_eq!((picture.caption.as_str(), picture.width, picture.height), ("村口", 40, 30));
        // the picture shows once the work is published
        w.member(1).get(format!("/api/files/{}", picture.file)).await.is(404);
        w.province().post_empty(at(report.work, "/publication")).await.is(200);
        w.member(1).get(format!("/api/files/{}", picture.file)).await.is(200);
    }

    async fn the_same_file_is_not_taken_twice(w) {
        let book = epub("示例图书", &[(Some((1, "一")), "<p>示例</p>")], &photo(), &[]);
        send(&w, IMPORT, "a.epub", &book).await.is(201);
        let problem = send(&w, IMPORT, "b.epub", &book).await.refused(409, "book_imported");
        assert_eq!(problem.title, "这个文件已经导入过：《示例图书》");
        assert_eq!(w.number("SELECT COUNT(*) FROM work").await, 1);
    }

    async fn a_pdf_keeps_its_pages_and_gives_its_text(w) {
        let report: BookImport = send(&w, IMPORT, "示例手册.pdf", &pdf(&["Example one", "", "Example three"])).await.created();
        assert_eq!((report.title.as_str(), report.chapters), ("示例手册", 1));
        assert_eq!(report.notes, ["有 1 页没有可以提取的文字，这些页请看原版"]);
        let work: WorkView = w.province().get(at(report.work, "")).await.ok();
        assert_eq!((work.contents[0].kind, work.contents[0].pages), (ChapterKind::Pages, 3));
        let whole: BookChapter = w.province().get(format!("/api/chapters/{}", work.contents[0].id)).await.ok();
        assert_eq!(whole.pieces.len(), 3, "a page without text keeps its place");
        assert!(whole.pieces[2].text.contains("Example three"), "{whole:?}");
        let media = w.province().get(format!("/api/chapters/{}/media", work.contents[0].id)).await.is(200);
        assert_eq!((media.header("content-type"), &media.body[..5]), ("application/pdf", b"%PDF-".as_slice()));
        assert!(media.header("content-disposition").starts_with("inline"));
        let scanned: BookImport = send(&w, IMPORT, "扫描件.pdf", &pdf(&["", ""])).await.created();
        assert_eq!(scanned.notes, ["没有可以提取的文字（可能是扫描件），只能按原版阅读"]);
    }

    async fn what_is_no_book_is_refused(w) {
        for (bytes, status, code) in [
            (b"MZ\x90\x00 this program".to_vec(), 415, "book_not_a_book"),
            (photo(), 415, "book_not_a_book"),
            (Vec::new(), 415, "book_not_a_book"),
            (zipped(&[("readme.txt", b"no book")]), 422, "book_broken"),
            (b"%PDF-1.7 and then the line went dead".to_vec(), 422, "book_broken"),
            (epub("空", &[], &photo(), &[]), 422, "book_no_text"),
            (epub("空", &[(Some((1, "一")), "<script>x</script>")], &photo(), &[]), 422, "book_no_text"),
        ] {
            send(&w, IMPORT, "示例.epub", &bytes).await.refused(status, code);
        }
        let book = epub("示例", &[(Some((1, "一")), "<p>示例</p>")], &photo(), &[]);
        send(&w, IMPORT, "断.epub", &book[..book.len() / 2]).await.refused(422, "book_broken");
        w.province().post_empty(IMPORT).await.refused(415, "unsupported_media_type");
        assert_eq!(w.number("SELECT COUNT(*) FROM work").await, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM chapter").await, 0);
    }

    async fn what_would_burst_or_is_locked_is_refused(w) {
        let good = [(Some((1, "一")), "<p>示例</p>")];
        let zeros = vec![0; 65 << 20];
        let burst = epub("示例", &good, &photo(), &[("OEBPS/big.bin", &zeros)]);
        assert!(burst.len() < 1 << 20);
        send(&w, IMPORT, "示例.epub", &burst).await.refused(422, "book_bomb");
        let lock = br#"<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>"#;
        let locked = epub("示例", &good, &photo(), &[("META-INF/encryption.xml", lock)]);
        send(&w, IMPORT, "示例.epub", &locked).await.refused(422, "book_locked");
        // hidden fonts are not a lock
        let fonts = br#"<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></EncryptedData></encryption>"#;
        let open = epub("示例一", &good, &photo(), &[("META-INF/encryption.xml", fonts)]);
        send(&w, IMPORT, "示例.epub", &open).await.is(201);
        let many: Vec<String> = (0..4_001).map(|n| format!("OEBPS/x{n}")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
        send(&w, IMPORT, "示例.epub", &epub("示例", &good, &photo(), &many)).await.refused(422, "book_bomb");
    }

    async fn hostile_pages_and_pictures_do_no_harm(w) {
        let deep = format!("{}深{}", "<div>".repeat(3_000), "</div>".repeat(3_000));
        let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;</p>"#;
        let pages = [
            (Some((1, "一")), r#"<p>安<img src="../img/photo.png"/><img src="../../../../etc/passwd"/><img src="file:///etc/passwd"/></p><iframe src="https://example.org"/>后"#),
            (Some((1, "二")), deep.as_str()),
            (Some((2, "三")), laughs),
            (Some((1, "<script>四</script>")), "<p onload='x()'>文</p><svg onload='x()'/><style>p{}</style>"),
        ];
        let report: BookImport = send(&w, IMPORT, "示例.epub", &epub("示例", &pages, &bomb(), &[])).await.created();
        assert_eq!(report.pictures, 0);
        let work: WorkView = w.province().get(at(report.work, "")).await.ok();
        for line in &work.contents {
            let text = w.province().get(format!("/api/chapters/{}", line.id)).await.is(200).text();
            for bad in ["<script", "onload", "<iframe", "<svg", "passwd", "<style"] {
                assert!(!text.contains(bad), "{bad} in {text}");
            }
        }
        // a name that leads out of the archive leads nowhere
        let out = zipped(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", br#"<container><rootfiles><rootfile full-path="../../../etc/passwd"/></rootfiles></container>"#),
            ("../../../tmp/gsdj-out", page("x").as_bytes()),
        ]);
        send(&w, IMPORT, "示例.epub", &out).await.refused(422, "book_broken");
        assert!(!std::path::Path::new("/tmp/gsdj-out").exists());
    }
}
