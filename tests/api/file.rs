//! Files: content decides; pictures lose what is hidden in them; ranges; nobody else's files.

use axum::http::Method;
use gsdj_domain::file::{ATTACHMENT_MAX, FileInfo, FileKind, PHOTO_MAX};
use gsdj_tests::pictures::{self, SECRET_TEXT, jpeg_with_exif, plain, png_with_exif};
use gsdj_tests::{Actor, Body, Reply, on_both_engines};
use image::ImageFormat;

async fn photo(who: &Actor, name: &str, bytes: &[u8]) -> Reply {
    who.upload("photo", name, bytes).await
}

async fn attachment(who: &Actor, name: &str, bytes: &[u8]) -> Reply {
    who.upload("attachment", name, bytes).await
}

async fn bytes_of(who: &Actor, file: &FileInfo) -> Vec<u8> {
    who.get(format!("/api/files/{}", file.id)).await.is(200).body.to_vec()
}

on_both_engines! {
    async fn pictures_are_turned_upright_and_lose_what_is_hidden(w) {
        let who = w.branch_admin();
        for picture in [jpeg_with_exif(200, 100), png_with_exif(200, 100)] {
            assert!(String::from_utf8_lossy(&picture).contains(SECRET_TEXT));
            let info: FileInfo = photo(&who, "示例.jpg", &picture).await.created();
            assert_eq!((info.kind, info.width, info.height), (FileKind::Photo, Some(100), Some(200)));
            let stored = bytes_of(&who, &info).await;
            assert_eq!(stored.len() as u64, info.bytes);
            let text = String::from_utf8_lossy(&stored);
            assert!(!text.contains(SECRET_TEXT) && !text.contains("Exif") && !text.contains("eXIf"));
            // a quarter to the right: what was the upper left is the upper right now
            let seen = image::load_from_memory(&stored).unwrap().into_rgb8();
            let (left, right) = (seen.get_pixel(10, 10).0, seen.get_pixel(90, 10).0);
            assert!(right[0] > 200 && right[2] < 60, "{right:?}");
            assert!(left[2] > 200 && left[0] < 60, "{left:?}");
        }
    }

    async fn large_pictures_are_shrunk_and_any_of_three_kinds_is_taken(w) {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let info: FileInfo = photo(&w.branch_admin(), "x", &plain(2_400, 600, format)).await.created();
            assert_eq!((info.width, info.height), (Some(1_920), Some(480)));
            let reply = w.branch_admin().get(format!("/api/files/{}", info.id)).await;
            assert_eq!(reply.header("content-type"), "image/jpeg");
            assert!(reply.header("content-disposition").starts_with("inline"));
        }
    }

    async fn a_picture_comes_as_wide_as_it_is_wanted_and_never_wider_than_it_is(w) {
        let who = w.branch_admin();
        let info: FileInfo = photo(&who, "x", &plain(700, 350, ImageFormat::Png)).await.created();
        let get = async |query: &str| who.get(format!("/api/files/{}{query}", info.id)).await.is(200).body.to_vec();
        let width = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().width();
        let narrow = get("?width=300").await;
        assert_eq!(width(&narrow), 320);
        assert_eq!(get("?width=300").await, narrow, "kept, not made again");
        assert_eq!(width(&get("?width=321").await), 640);
        let whole = get("").await;
        for query in ["?width=641", "?width=4096"] {
            assert_eq!(get(query).await, whole, "{query}");
        }
        // narrower ones are for the same people
        w.anon().get(format!("/api/files/{}?width=300", info.id)).await.refused(401, "not_signed_in");
    }

    async fn what_is_disguised_broken_or_too_large_is_refused_and_leaves_nothing(w) {
        let who = w.branch_admin();
        let png = plain(300, 200, ImageFormat::Png);
        let jpeg = plain(300, 200, ImageFormat::Jpeg);
        let exe = [b"MZ\x90\x00\x03\x00\x00\x00".as_slice(), &[0; 200]].concat();
        let page = b"<!DOCTYPE html><html><script>alert(1)</script></html>";
        let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
        for (name, bytes) in [
            ("foto.jpg", exe.as_slice()), ("foto.png", page), ("foto.svg", drawing), ("foto.jpg", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
            ("foto.jpg", b"BM\x46\x00\x00\x00\x00\x00\x00\x00"), ("foto.jpg", "只是文字".as_bytes()), ("x.docx", &pictures::zip()), ("x.zip", &pictures::zip()),
            ("x.sh", b"#!/bin/sh\nrm -rf /\n"), ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        ] {
            photo(&who, name, bytes).await.refused(415, "file_kind_not_taken");
            attachment(&who, name, bytes).await.refused(415, "file_kind_not_taken");
        }
        photo(&who, "x.pdf", b"%PDF-1.7 %%EOF").await.refused(415, "file_kind_not_taken");
        for bytes in [&png[..png.len() / 2], &jpeg[..jpeg.len() / 3], &png[..20], b"\xff\xd8\xff\xe0 no jpeg", b"", b"%PDF-1.7 cut"] {
            attachment(&who, "x", bytes).await.fault("file_broken", "file");
        }
        photo(&who, "bombe.png", &pictures::bomb()).await.fault("picture_too_large", "file");
        for (purpose, max) in [("photo", PHOTO_MAX), ("attachment", ATTACHMENT_MAX)] {
            let large = vec![0; usize::try_from(max).unwrap() + 1];
            let problem = who.upload(purpose, "x.jpg", &large).await.refused(413, "too_large");
            assert!(problem.title.contains(&format!("{} MB", max >> 20)), "{}", problem.title);
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM file").await, 0);
        assert_eq!(std::fs::read_dir(w.folder().join("files")).unwrap().count(), 0);
    }

    async fn forms_that_are_none_are_refused(w) {
        let who = w.branch_admin();
        let send = async |path: &str, body| who.send(Method::POST, path, body).await;
        let file = || Body::file("x.png", &plain(8, 8, ImageFormat::Png));
        send("/api/files", file()).await.refused(400, "malformed");
        send("/api/files?purpose=party", file()).await.refused(400, "malformed");
        send("/api/files?purpose=photo", Body::json(&1)).await.refused(415, "unsupported_media_type");
        send("/api/files?purpose=photo", Body::default()).await.refused(415, "unsupported_media_type");
        send("/api/files?purpose=photo", Body::of("multipart/form-data", "x")).await.refused(415, "unsupported_media_type");
        send("/api/files?purpose=photo", Body::of("multipart/form-data; boundary=a", "x")).await.refused(400, "malformed");
        let mut cut = file();
        cut.bytes = cut.bytes.slice(..cut.bytes.len() - 30);
        send("/api/files?purpose=photo", cut).await.refused(400, "malformed");
        let other = "--a\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--a--\r\n";
        send("/api/files?purpose=photo", Body::of("multipart/form-data; boundary=a", other)).await.fault("missing", "file");
    }

    async fn names_are_cleaned_and_given_back_as_they_are(w) {
        let pdf = b"%PDF-1.7\nexample\n%%EOF\n";
        for (sent, kept) in [
            ("会议 记录😀.pdf", "会议 记录😀.pdf"), ("../../etc/passwd", "passwd"), ("C:\\\\秘密\\\\a.pdf", "a.pdf"), ("", "未命名文件"),
            ("a;b='c'.pdf", "a;b='c'.pdf"),
        ] {
            let info: FileInfo = attachment(&w.branch_admin(), sent, pdf).await.created();
            assert_eq!(info.name, kept);
            let reply = w.branch_admin().get(format!("/api/files/{}", info.id)).await.is(200);
            let disposition = reply.header("content-disposition");
            assert!(disposition.starts_with("attachment; filename*=UTF-8''"), "{disposition}");
            assert_eq!((reply.header("content-type"), reply.body.as_ref()), ("application/pdf", pdf.as_slice()));
        }
        let long: FileInfo = attachment(&w.branch_admin(), &"长".repeat(300), pdf).await.created();
        assert_eq!(long.name.chars().count(), 120);
    }

    async fn ranges_are_served_as_the_standard_says(w) {
        let text = [b"%PDF-1.7\n".as_slice(), &[b'x'; 985], b"\n%%EOF"].concat();
        let info: FileInfo = attachment(&w.branch_admin(), "x.pdf", &text).await.created();
        assert_eq!(info.bytes, 1_000);
        let get = async |range: &str| w.branch_admin().with("range", range).get(format!("/api/files/{}", info.id)).await;
        for (range, part) in [("bytes=0-9", 0..10), ("bytes=990-", 990..1_000), ("bytes=-5", 995..1_000), ("bytes=990-5000", 990..1_000)] {
            let reply = get(range).await.is(206);
            assert_eq!(reply.header("content-range"), format!("bytes {}-{}/1000", part.start, part.end - 1));
            assert_eq!(reply.body.as_ref(), &text[part]);
        }
        for range in ["bytes=1000-", "bytes=5000-6000", "bytes=-0"] {
            assert_eq!(get(range).await.is(416).header("content-range"), "bytes */1000");
        }
        for range in ["bytes=9-1", "bytes=0-1,5-6", "lines=1-2", "bytes=x", "bytes=", "bytes=99999999999999999999-"] {
            let reply = get(range).await;
            assert!(matches!(reply.status.as_u16(), 200 | 416), "{range}");
        }
        assert_eq!(get("bytes=0-1,5-6").await.is(200).body.len(), 1_000);
        assert_eq!(w.branch_admin().get(format!("/api/files/{}", info.id)).await.header("accept-ranges"), "bytes");
    }

    async fn a_file_is_its_uploader_s_until_a_record_holds_it(w) {
        let info: FileInfo = photo(&w.member(1), "x.png", &plain(20, 20, ImageFormat::Png)).await.created();
        let path = format!("/api/files/{}", info.id);
        w.member(1).get(&path).await.is(200);
        for who in [w.member(2), w.branch_admin(), w.superior(), w.province(), w.committee_beside()] {
            who.get(&path).await.refused(404, "not_found");
        }
        w.anon().get(&path).await.refused(401, "not_signed_in");
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'file_uploaded'").await, 1);
    }
}
