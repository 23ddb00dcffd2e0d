//! Large files in pieces: begun, cut, gone on with, looked at, thrown away (tus 1.0).

use super::*;
use axum::http::Method;
use gsdj_domain::file::{FileKind, UploadInfo};
use gsdj_domain::time::DAY;
use gsdj_tests::pictures::plain;
use gsdj_tests::{Body, on_both_engines};

const PIECE: &str = "application/offset+octet-stream";

/// The beginning of a WebM file, and much behind it.
fn webm(length: usize) -> Vec<u8> {
    let mut bytes =
        b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
            .to_vec();
    bytes.extend((bytes.len()..length).map(|n| u8::try_from(n % 251).unwrap()));
    bytes
}

fn tus(who: &Actor) -> Actor {
    who.with("tus-resumable", "1.0.0")
}

async fn begin(who: &Actor, length: usize, name: &str) -> String {
    let name = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, name);
    let begins = tus(who)
        .with("upload-length", &length.to_string())
        .with("upload-metadata", &format!("filename {name},purpose eA=="));
    let begun = begins.post_empty("/api/uploads").await.is(201);
    assert_eq!((begun.header("upload-offset"), begun.header("tus-resumable")), ("0", "1.0.0"));
    assert!(begun.header("upload-expires").ends_with(" GMT"));
    begun.header("location").to_owned()
}

async fn piece(who: &Actor, path: &str, at: usize, bytes: &[u8]) -> Reply {
    tus(who).with("upload-offset", &at.to_string()).send(Method::PATCH, path, Body::of(PIECE, bytes.to_vec())).await
}

on_both_engines! {
    async fn a_file_comes_in_pieces_and_goes_on_where_it_was_cut(w) {
        let who = w.province();
        let bytes = webm(5_000_000);
        let path = begin(&who, bytes.len(), "第一讲（示例）.webm").await;
        piece(&who, &path, 0, &bytes[..2_500_000]).await.is(204);
        // which came twice, or too early
        for at in [0, 3_000_000] {
            piece(&who, &path, at, &bytes[at..at + 10]).await.refused(409, "upload_offset");
        }
        let head = tus(&who).send(Method::HEAD, &path, Body::default()).await.is(200);
        assert_eq!((head.header("upload-offset"), head.header("upload-length"), head.header("cache-control")), ("2500000", "5000000", "no-store"));
        assert!(head.body.is_empty());
        let half: UploadInfo = who.get(&path).await.ok();
        assert_eq!((half.received, half.name.as_str(), half.file), (2_500_000, "第一讲（示例）.webm", None));
        let last = piece(&who, &path, 2_500_000, &bytes[2_500_000..]).await.is(204);
        assert_eq!(last.header("upload-offset"), "5000000");
        let whole: UploadInfo = who.get(&path).await.ok();
        let file = whole.file.unwrap();
        assert_eq!((file.kind, file.bytes), (FileKind::Video, 5_000_000));
        // nothing of the pieces is left, and the file is what was sent
        assert_eq!(w.number("SELECT COUNT(*) FROM upload_part").await, 0);
        assert_eq!(std::fs::read_dir(w.folder().join("files")).unwrap().count(), 1);
        let (course, _) = drafted(&w, "示例").await;
        let lesson: LessonView = who.post(format!("/api/courses/{course}/lessons"), &film_form(file.id)).await.created();
        let served = who.get(format!("/api/lessons/{}/media", lesson.row.id)).await.is(200);
        assert!(served.body == bytes && served.header("content-type") == "video/webm");
    }

    async fn only_what_is_played_or_read_is_taken(w) {
        let who = w.province();
        for (bytes, kind) in [
            (b"\x49\x44\x33\x04 a song".to_vec(), Some(FileKind::Audio)),
            (b"OggS\x00\x02 a recording".to_vec(), Some(FileKind::Audio)),
            (b"RIFF\x24\x00\x00\x00WAVEfmt ".to_vec(), Some(FileKind::Audio)),
            (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom".to_vec(), Some(FileKind::Video)),
            (b"%PDF-1.7 ... %%EOF\n".to_vec(), Some(FileKind::Pdf)),
            (b"%PDF-1.7 and then the line went dead".to_vec(), None),
            (b"MZ\x90\x00 this program".to_vec(), None),
            (b"<html><script>alert(1)</script></html>".to_vec(), None),
            (plain(8, 8, image::ImageFormat::Png), None),
        ] {
            let path = begin(&who, bytes.len(), "示例.mp4").await;
            let sent = piece(&who, &path, 0, &bytes).await;
            match kind {
                Some(kind) => {
                    sent.is(204);
                    assert_eq!(who.get(&path).await.ok::<UploadInfo>().file.map(|f| f.kind), Some(kind));
                }
                None => {
                    sent.refused(415, "media_not_taken");
                    who.get(&path).await.refused(415, "media_not_taken");
                }
            }
        }
    }

    async fn what_is_said_must_be_kept_to(w) {
        let who = w.province();
        who.with("upload-length", "5").post_empty("/api/uploads").await.refused(412, "upload_version");
        tus(&who).post_empty("/api/uploads").await.refused(400, "malformed");
        tus(&who).with("upload-length", "0").post_empty("/api/uploads").await.refused(422, "upload_empty");
        tus(&who).with("upload-length", "9999999999999").post_empty("/api/uploads").await.refused(413, "too_large");
        let path = begin(&who, 10, "示例").await;
        piece(&who, &path, 0, b"eleven bytes").await.refused(413, "upload_too_long");
        tus(&who).send(Method::PATCH, &path, Body::of("text/plain", "x")).await.refused(415, "unsupported_media_type");
        tus(&who).send(Method::PATCH, &path, Body::of(PIECE, "x")).await.refused(400, "malformed");
        let can = w.anon().send(Method::OPTIONS, "/api/uploads", Body::default()).await.is(204);
        assert_eq!((can.header("tus-version"), can.header("tus-max-size")), ("1.0.0", "2147483648"));
    }

    async fn what_is_given_up_or_forgotten_goes(w) {
        let who = w.province();
        let path = begin(&who, 1_000, "示例").await;
        piece(&who, &path, 0, &[0; 400]).await.is(204);
        for other in [w.member(1), w.branch_admin()] {
            piece(&other, &path, 400, &[0; 5]).await.refused(403, "no_permission");
        }
        tus(&who).delete(&path).await.is(204);
        who.get(&path).await.refused(404, "not_found");
        let path = begin(&who, 1_000, "示例").await;
        piece(&who, &path, 0, &[0; 400]).await.is(204);
        w.at(w.now().plus(4 * DAY)).await;
        begin(&who, 5, "示例").await;
        who.get(&path).await.refused(404, "not_found");
        assert_eq!(std::fs::read_dir(w.folder().join("files")).unwrap().count(), 0);
    }
}
