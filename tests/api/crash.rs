//! `kill -9` in the middle of answers: what was acknowledged is there once, and the rest can be sent again.

use gsdj_backend::config::Data;
use gsdj_domain::meeting::{MeetingKind, Tally};
use gsdj_domain::{Instant, MeetingId, MemberId};
use gsdj_tests::acts::{at, starting};
use gsdj_tests::{Program, World, on_both_engines};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Members that are told, beside the world's ten.
const MEMBERS: i64 = 400;
/// Clients at once.
const CLIENTS: i64 = 64;
/// Acknowledged answers after which the power fails.
const ENOUGH: usize = 150;

/// Four hundred members more in branch A, each with a session.
async fn crowd(w: &World, now: Instant) {
    w.write(move |c| {
        for n in 0..MEMBERS {
            let member = 5_000 + n;
            let sql = "INSERT INTO member (id, citizen_hash, citizen_cipher, name, ethnicity, education, class, org_id, phone_mask, status)
                       VALUES (?1, ?2, ?3, ?4, '', '', 'full', 12, '', 'present')";
            let (hash, name) = (format!("hash-{n}"), format!("示例{member}"));
            c.execute(sql, gsdj_backend::bind![member, &hash, &b"x"[..], &name])?;
            let token = Sha256::digest(format!("token-of-{member}").as_bytes()).to_vec();
            let sql = "INSERT INTO session (id, token_hash, account_id, device, address, created_at, last_seen, expires_at)
                       VALUES (?1, ?2, ?1, '', '', ?3, ?3, ?4)";
            c.execute(sql, gsdj_backend::bind![member, &token, now, now.plus(1 << 40)])?;
            c.execute("INSERT INTO credential (account_id, password, must_change) VALUES (?1, '', 0)", gsdj_backend::bind![member])?;
        }
        Ok(())
    }).await;
}

/// A general meeting of all of branch A, everybody told.
async fn meeting(w: &World) -> MeetingId {
    let mut form = starting(w.form(MeetingKind::GeneralMeeting), w.now().plus(86_400_000));
    form.expected.extend((0..MEMBERS).map(|n| MemberId(5_000 + n)));
    w.announced_as(&form).await.row.id
}

fn body(member: i64) -> Value {
    if member % 4 == 0 { json!({ "answer": "leave", "reason": "示例" }) } else { json!({ "answer": "attend" }) }
}

/// Sends one member's answer; whether it was acknowledged.
async fn send(client: &reqwest::Client, address: &str, meeting: MeetingId, member: i64) -> bool {
    let request = client
        .put(format!("{address}{}", at(meeting, "/answer")))
        .header("content-type", "application/json")
        .bearer_auth(format!("token-of-{member}"))
        .header("idempotency-key", format!("answer-{member}"))
        .body(body(member).to_string());
    match request.send().await {
        Ok(reply) => {
            let status = reply.status().as_u16();
            assert!(matches!(status, 200), "{status}: {}", reply.text().await.unwrap_or_default());
            true
        }
        Err(_) => false,
    }
}

/// Sends the answers of `members` from many tasks; answers who was acknowledged. `program` dies in the middle.
async fn fire(program: Program, meeting: MeetingId, members: Vec<i64>) -> Vec<i64> {
    let (address, count) = (program.address.clone(), Arc::new(AtomicUsize::new(0)));
    let enough = Arc::new(tokio::sync::Notify::new());
    let client = gsdj_tests::web::client();
    let mut tasks = Vec::new();
    for lane in 0..CLIENTS {
        let own: Vec<i64> = members.iter().copied().filter(|m| m % CLIENTS == lane).collect();
        let (client, address, count, enough) = (client.clone(), address.clone(), count.clone(), enough.clone());
        tasks.push(tokio::spawn(async move {
            let mut acknowledged = Vec::new();
            for member in own {
                if send(&client, &address, meeting, member).await {
                    acknowledged.push(member);
                    if count.fetch_add(1, Ordering::SeqCst) + 1 == ENOUGH {
                        enough.notify_one();
                    }
                }
            }
            acknowledged
        }));
    }
    enough.notified().await;
    program.kill().await;
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    all
}

async fn check(client: &reqwest::Client, address: &str, meeting: MeetingId, acknowledged: &[i64]) -> Tally {
    let request = client.get(format!("{address}{}", at(meeting, ""))).bearer_auth("token-of-12");
    let view: Value = serde_json::from_slice(&request.send().await.unwrap().bytes().await.unwrap()).unwrap();
    let people = view["people"].as_array().unwrap();
    for member in acknowledged {
        let own = people.iter().find(|p| p["member"] == *member).unwrap();
        assert_eq!(own["answer"], body(*member)["answer"], "{member} was acknowledged and is gone");
    }
    let count = |answer: &str| u32::try_from(people.iter().filter(|p| p["answer"] == answer).count()).unwrap();
    let tally: Tally = serde_json::from_value(view["tally"].clone()).unwrap();
    assert_eq!((tally.attending, tally.on_leave), (count("attend"), count("leave")));
    tally
}

on_both_engines! {
    async fn after_a_power_failure_every_acknowledged_answer_is_there_once(w) {
        let Some(path) = Program::path() else {
            eprintln!("SKIPPED: GSDJ_TEST_SERVER names no program, and none lies beside the tests");
            return;
        };
        // the program goes by the machine's clock
        let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
        w.at(Instant(now)).await;
        crowd(&w, Instant(now)).await;
        let meeting = meeting(&w).await;
        let data: Data = w.app().config.data.clone();
        let program = Program::start(&path, &data).await;
        let members: Vec<i64> = (0..MEMBERS).map(|n| 5_000 + n).collect();
        let acknowledged = fire(program, meeting, members.clone()).await;
        assert!(acknowledged.len() >= ENOUGH, "{}", acknowledged.len());

        let program = Program::start(&path, &data).await;
        let client = gsdj_tests::web::client();
        let tally = check(&client, &program.address, meeting, &acknowledged).await;
        let kept = tally.attending + tally.on_leave;
        eprintln!("{} acknowledged, {kept} kept, of {MEMBERS}", acknowledged.len());

        // whoever heard nothing sends again under the same key; whoever was acknowledged may as well
        for member in &members {
            assert!(send(&client, &program.address, meeting, *member).await);
        }
        let tally = check(&client, &program.address, meeting, &members).await;
        assert_eq!(tally.attending + tally.on_leave, u32::try_from(MEMBERS).unwrap());
        program.kill().await;
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'answered'").await, MEMBERS);
        assert_eq!(w.number("SELECT COUNT(*) FROM once").await, MEMBERS);
    }
}
