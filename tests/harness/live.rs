//! A live stream as a test reads it: event by event, as long as it takes, but not for ever.

use axum::response::Response;
use futures_util::StreamExt;
use std::time::Duration;

/// How long an event may take before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream.
pub struct Listener {
    body: axum::body::BodyDataStream,
    text: String,
}

impl Listener {
    pub(super) fn new(response: Response) -> Self {
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next event: its name and its data.
    pub async fn next(&mut self) -> (String, serde_json::Value) {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = event.to_owned();
                self.text = rest.to_owned();
                if let Some(read) = read(&event) {
                    return read;
                }
            }
            let chunk = tokio::time::timeout(PATIENCE, self.body.next()).await.expect("no event came");
            let chunk = chunk.expect("the stream ended").unwrap();
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// Reads on until the server ends the stream.
    pub async fn ended(mut self) {
        while let Some(chunk) = tokio::time::timeout(PATIENCE, self.body.next()).await.expect("it goes on") {
            chunk.unwrap();
        }
    }

    /// Reads on until an event of this name comes; answers its data.
    pub async fn until(&mut self, name: &str) -> serde_json::Value {
        loop {
            let (event, data) = self.next().await;
            if event == name {
                return data;
            }
        }
    }
}

/// Name and data; `None` for comments that keep the line open.
fn read(event: &str) -> Option<(String, serde_json::Value)> {
    let line = |prefix: &str| event.lines().find_map(|l| l.strip_prefix(prefix)).map(str::trim);
    Some((line("event:")?.to_owned(), serde_json::from_str(line("data:")?).unwrap()))
}
