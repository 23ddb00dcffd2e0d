//! Films by ranges, to guests too; subtitles; what is open to whom.

use super::*;
use gsdj_tests::on_both_engines;

on_both_engines! {
    async fn films_are_served_by_ranges_to_guests_too(w) {
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let file = stored(&w, "video", "video/mp4", &bytes).await;
        let (course, lesson) = published(&w, "示例").await;
        let mut form = film_form(file);
        form["subtitles"] = json!("WEBVTT\n\n00:00.000 --> 00:02.000\n示例字幕");
        w.province().put(format!("/api/lessons/{lesson}"), &form).await.is(200);
        let path = format!("/api/lessons/{lesson}/media");
        let anon = w.anon();
        let whole = anon.get(&path).await.is(200);
        assert!(whole.body == bytes && whole.header("content-length") == "3000000" && whole.header("accept-ranges") == "bytes");
        assert_eq!((whole.header("content-type"), whole.header("content-encoding")), ("video/mp4", ""));
        let etag = whole.header("etag").to_owned();
        for (range, expected) in [("bytes=0-", 0..3_000_000), ("bytes=1000000-2999998", 1_000_000..2_999_999), ("bytes=-5", 2_999_995..3_000_000)] {
            let part = anon.with("range", range).get(&path).await.is(206);
            assert!(part.body == bytes[expected.clone()], "{range}");
            assert_eq!(part.header("content-range"), format!("bytes {}-{}/3000000", expected.start, expected.end - 1));
        }
        assert_eq!(anon.with("range", "bytes=3000000-").get(&path).await.is(416).header("content-range"), "bytes */3000000");
        // going on after a cut: only with the same film
        let ranged = anon.with("range", "bytes=5-9");
        ranged.with("if-range", &etag).get(&path).await.is(206);
        assert_eq!(ranged.with("if-range", "\"another\"").get(&path).await.is(200).body.len(), 3_000_000);
        anon.with("if-none-match", &etag).get(&path).await.is(304);
        let text = anon.get(format!("/api/lessons/{lesson}/subtitles")).await.is(200);
        assert!(text.header("content-type").starts_with("text/vtt") && text.text().contains("示例字幕"));
        // once it is taken down, nobody outside gets it
        w.province().delete(format!("/api/courses/{course}/publication")).await.is(200);
        for who in [w.anon(), w.member(1)] {
            who.get(&path).await.refused(404, "not_found");
            who.get(format!("/api/files/{file}")).await.is(if who.get("/api/home").await.status == 200 { 404 } else { 401 });
        }
        w.province().get(&path).await.is(200);
    }

    async fn guests_watch_films_and_nothing_else(w) {
        let (course, _) = published(&w, "示例").await;
        let add = format!("/api/courses/{course}/lessons");
        let sound = stored(&w, "audio", "audio/ogg", b"OggS").await;
        let paper = stored(&w, "pdf", "application/pdf", b"%PDF-1.7 %%EOF").await;
        for (form, has_file) in [
            (text_form(), false),
            (json!({ "kind": "audio", "title": "示例", "file": sound, "duration": 5000 }), true),
            (json!({ "kind": "document", "title": "示例", "file": paper, "characters": 900 }), true),
        ] {
            let lesson: LessonView = w.province().post(&add, &form).await.created();
            for of in ["", "/media"].iter().take(if has_file { 2 } else { 1 }) {
                let path = format!("/api/lessons/{}{of}", lesson.row.id);
                w.anon().get(&path).await.refused(401, "lesson_members_only");
                w.member(1).get(&path).await.is(200);
            }
        }
    }
}
