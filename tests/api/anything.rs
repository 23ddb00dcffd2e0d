//! Anything at all, from anybody, to every route of the document: no answer is a fault, none is undocumented.
//!
//! Every [`Actor`] holds each answer against the document; here requests are drawn by chance: addresses, queries and
//! bodies that fit their schemas, that nearly do, and that don't at all.

use super::roles::{ROLES, actor, body, furnish};
use axum::http::Method;
use gsdj_backend::bind;
use gsdj_domain::time::DAY;
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Body, Dice, Operation, World, broken, document, fitting, junk, on_both_engines};
use serde_json::Value;

/// Requests of each role to each operation.
const ROUNDS: usize = 10;
/// What ends the asker's own session, and the stream, whose answer has no end: other tests are about them.
const LEFT_OUT: [&str; 2] = ["DELETE /api/session", "GET /api/inbox/stream"];

/// Percent-encodes whatever may not stand in an address.
fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// An address of the operation, with ids of the world or with anything.
fn address(operation: &Operation, ids: &[String], dice: &mut Dice) -> String {
    let id = if dice.once_in(6) { encoded(&junk(dice)) } else { dice.one_of(ids).clone() };
    let id = if id.is_empty() { "0".into() } else { id };
    let mut path = operation.route.replace("{id}", &id);
    let queries = operation.parameters.iter().filter(|p| p["in"] == "query");
    let mut glue = '?';
    for parameter in queries {
        if parameter["required"] != true && dice.once_in(2) {
            continue;
        }
        let fits = fitting(&parameter["schema"], dice);
        let value = if dice.once_in(4) { junk(dice) } else { fits.as_str().map_or(fits.to_string(), str::to_owned) };
        path += &format!("{glue}{}={}", parameter["name"].as_str().unwrap(), encoded(&value));
        glue = '&';
    }
    path
}

/// A body: what a well-meaning client sends, what fits the schema, what nearly does, and what is none.
fn anything(w: &World, operation: &Operation, dice: &mut Dice) -> Body {
    if ["POST /api/files", "POST /api/works/import"].contains(&operation.name().as_str()) {
        let mut bytes = plain(8, 8, image::ImageFormat::Png);
        bytes.truncate(usize::try_from(dice.below(i64::try_from(bytes.len()).unwrap() * 2)).unwrap().min(bytes.len()));
        return Body::file(&junk(dice).replace(['\n', '"'], ""), &bytes);
    }
    let good = body(w, &operation.name()).filter(|_| dice.once_in(2));
    let value = match (good, &operation.body) {
        (Some(good), _) => good,
        (None, Value::Null) => Value::Object(serde_json::Map::new()),
        (None, schema) => fitting(schema, dice),
    };
    let value = if dice.once_in(2) { broken(&value, dice) } else { value };
    let mut sent = Body::json(&value);
    match dice.below(20) {
        0 => sent.bytes.truncate(sent.bytes.len() / 2),
        1 => sent.kind = Some("text/plain".into()),
        2 => sent.kind = None,
        3 => sent.bytes = vec![0xff, 0x00, 0xfe].into(),
        4 => sent = Body::default(),
        _ => {}
    }
    sent
}

/// The ids of everything there is.
async fn ids(w: &World) -> Vec<String> {
    let of = |table: &str| format!("SELECT CAST(id AS TEXT) FROM {table} ORDER BY id LIMIT 12");
    let mut all = Vec::new();
    for table in [
        "org",
        "member",
        "meeting",
        "file",
        "inbox",
        "session",
        "party_group",
        "post_request",
        "disclosure",
        "experience",
        "experience_comment",
        "urge",
        "filed",
        "site_column",
        "article",
        "remark",
        "editor",
        "question",
        "exam",
        "sitting",
        "course",
        "lesson",
        "group_study",
        "lesson_question",
        "upload",
        "channel",
        "programme",
        "work",
        "chapter",
    ] {
        all.extend(w.texts(of(table)).await);
    }
    all
}

/// Signs everybody in again whose session was ended from elsewhere.
async fn sign_in_again(w: &World, sessions: &[(i64, Vec<u8>)]) {
    let (sessions, now) = (sessions.to_vec(), w.now());
    w.write(move |c| {
        for (account, hash) in &sessions {
            let sql =
                "INSERT INTO session (id, token_hash, account_id, device, address, created_at, last_seen, expires_at)
                       VALUES (?1, ?2, ?1, '示例设备', '127.0.0.1', ?3, ?3, ?4) ON CONFLICT DO NOTHING";
            c.execute(sql, bind![*account, hash, now, now.plus(30 * DAY)])?;
        }
        c.execute("UPDATE credential SET must_change = 0 WHERE account_id <> 203", bind![])
    })
    .await;
    w.app().sessions.forget_all();
}

async fn sessions(w: &World) -> Vec<(i64, Vec<u8>)> {
    let sql = "SELECT account_id, token_hash FROM session";
    w.app().store.read(move |c| c.rows(sql, bind![], |r| Ok((r.get(0)?, r.get(1)?)))).await.unwrap()
}

async fn ask(w: &World, who: &Actor, operation: &Operation, ids: &[String], dice: &mut Dice) -> u16 {
    let path = address(operation, ids, dice);
    let method: Method = operation.method.parse().unwrap();
    let sent = if method == Method::GET { Body::default() } else { anything(w, operation, dice) };
    let who = match dice.below(6) {
        0 => who.key(&format!("key-{}", dice.below(5))),
        1 => who.with("if-match", ["\"1\"", "*", "W/\"x\"", "1"][usize::try_from(dice.below(4)).unwrap()]),
        2 => who.with("if-none-match", "*"),
        _ => who.clone(),
    };
    who.send(method, &path, sent).await.status.as_u16()
}

on_both_engines! {
    async fn whatever_is_asked_the_answer_is_one_of_those_documented(w) {
        furnish(&w).await;
        let everybody = sessions(&w).await;
        let seed = std::env::var("GSDJ_TEST_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_124);
        let mut dice = Dice::new(seed);
        let mut answered = std::collections::BTreeMap::<String, Vec<u16>>::new();
        for _ in 0..ROUNDS {
            let ids = ids(&w).await;
            for who in (0..ROLES.len()).map(|role| actor(&w, role)).chain([w.editor(1)]) {
                for operation in document().iter().filter(|o| !LEFT_OUT.contains(&o.name().as_str())) {
                    let status = ask(&w, &who, operation, &ids, &mut dice).await;
                    answered.entry(operation.name()).or_default().push(status);
                }
                sign_in_again(&w, &everybody).await;
            }
        }
        // or the dice would never have come past the doors
        for (operation, statuses) in &answered {
            let open = ["GET /healthz", "GET /metrics", "GET /api/platform"].contains(&operation.as_str());
            let past_the_doors = |s: &&u16| !matches!(s, 401 | 403);
            assert!(open || statuses.iter().any(|s| past_the_doors(&s)), "{operation}: {statuses:?}");
        }
    }
}
