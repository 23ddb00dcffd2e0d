//! The outbox by itself: order, one place per address, nothing lost.

use super::*;
use gsdj_domain::AccountId;

fn owner(account: i64) -> Owner {
    Owner { server: "https://a.example".into(), account: AccountId(account) }
}

fn answer(meeting: i64, key: &str) -> Write {
    Write {
        method: "PUT".into(),
        path: format!("/api/meetings/{meeting}/answer"),
        body: r#"{"answer":"attend"}"#.into(),
        key: key.into(),
    }
}

fn keys(outbox: &Outbox, owner: &Owner) -> Vec<String> {
    outbox.list(owner).unwrap().into_iter().map(|item| item.write.key).collect()
}

#[test]
fn rows_are_taken_in_the_order_in_which_they_came() {
    let outbox = Outbox::open(&crate::scratch::dir("outbox-order").join("outbox.db")).unwrap();
    for (meeting, key) in [(3, "a"), (1, "b"), (2, "c")] {
        outbox.put(&owner(1), &answer(meeting, key), "", Instant(1)).unwrap();
    }
    let mut taken = Vec::new();
    while let Some(item) = outbox.begin(&owner(1)).unwrap() {
        outbox.decided(item.id, RowState::Sent, 200, "{}", Instant(2)).unwrap();
        taken.push(item.write.key);
    }
    assert_eq!(taken, ["a", "b", "c"]);
}

#[test]
fn the_same_key_is_the_same_write() {
    let outbox = Outbox::open(&crate::scratch::dir("outbox-key").join("outbox.db")).unwrap();
    let first = outbox.put(&owner(1), &answer(1, "a"), "", Instant(1)).unwrap();
    assert_eq!(outbox.put(&owner(1), &answer(1, "a"), "", Instant(2)).unwrap(), first);
    assert_eq!(keys(&outbox, &owner(1)), ["a"]);
}

#[test]
fn a_later_answer_replaces_one_that_cannot_have_been_sent_only() {
    let outbox = Outbox::open(&crate::scratch::dir("outbox-replace").join("outbox.db")).unwrap();
    outbox.put(&owner(1), &answer(1, "a"), "", Instant(1)).unwrap();
    outbox.put(&owner(1), &answer(2, "other"), "", Instant(1)).unwrap();
    outbox.put(&owner(1), &answer(1, "b"), "", Instant(2)).unwrap();
    assert_eq!(keys(&outbox, &owner(1)), ["other", "b"]);

    let taken = outbox.begin(&owner(1)).unwrap().unwrap();
    outbox.not_sent(&taken).unwrap();
    outbox.put(&owner(1), &answer(2, "other2"), "", Instant(3)).unwrap();
    assert_eq!(keys(&outbox, &owner(1)), ["b", "other2"], "the connection was never made: it may be replaced");

    outbox.begin(&owner(1)).unwrap();
    outbox.put(&owner(1), &answer(1, "c"), "", Instant(4)).unwrap();
    assert_eq!(keys(&outbox, &owner(1)), ["b", "other2", "c"], "it may be with the server: it goes first");
}

#[test]
fn what_may_have_reached_the_server_stays_so_after_a_failed_connection() {
    let outbox = Outbox::open(&crate::scratch::dir("outbox-maybe").join("outbox.db")).unwrap();
    outbox.put(&owner(1), &answer(1, "a"), "", Instant(1)).unwrap();
    outbox.begin(&owner(1)).unwrap();
    let again = outbox.begin(&owner(1)).unwrap().unwrap();
    outbox.not_sent(&again).unwrap();
    assert!(outbox.list(&owner(1)).unwrap()[0].tried);
}

#[test]
fn a_closed_app_finds_its_outbox_again() {
    let file = crate::scratch::dir("outbox-reopen").join("outbox.db");
    let outbox = Outbox::open(&file).unwrap();
    outbox.put(&owner(1), &answer(1, "a"), "反馈", Instant(1)).unwrap();
    outbox.begin(&owner(1)).unwrap();
    // as after kill -9: nothing is closed, nothing is checkpointed
    std::mem::forget(outbox);
    let outbox = Outbox::open(&file).unwrap();
    let items = outbox.list(&owner(1)).unwrap();
    assert_eq!(items.len(), 1);
    assert!(items[0].tried && items[0].what == "反馈");
}

#[test]
fn nobody_sees_the_outbox_of_another_account() {
    let outbox = Outbox::open(&crate::scratch::dir("outbox-owner").join("outbox.db")).unwrap();
    let id = outbox.put(&owner(1), &answer(1, "a"), "", Instant(1)).unwrap();
    assert!(outbox.list(&owner(2)).unwrap().is_empty());
    assert!(outbox.begin(&owner(2)).unwrap().is_none());
    outbox.dismiss(&owner(2), id).unwrap();
    assert_eq!(outbox.waiting(&owner(1)).unwrap(), 1);
}

#[test]
fn a_refused_row_waits_again_under_a_new_key() {
    let outbox = Outbox::open(&crate::scratch::dir("outbox-retry").join("outbox.db")).unwrap();
    let id = outbox.put(&owner(1), &answer(1, "a"), "", Instant(1)).unwrap();
    outbox.decided(id, RowState::Refused, 409, "{}", Instant(2)).unwrap();
    assert!(outbox.begin(&owner(1)).unwrap().is_none());
    outbox.retry(&owner(1), id, "b").unwrap();
    let next = outbox.begin(&owner(1)).unwrap().unwrap();
    assert_eq!((next.write.key.as_str(), next.state), ("b", RowState::Waiting));
}
