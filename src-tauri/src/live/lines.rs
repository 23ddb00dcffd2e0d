//! The lines of a server-sent event stream, however the network has cut them.

/// The most bytes of an unfinished event.
const UNFINISHED_MAX: usize = 64 << 10;

/// What has arrived of the stream and is not complete yet.
#[derive(Default)]
pub struct Lines {
    rest: Vec<u8>,
    event: String,
    data: Vec<String>,
}

impl Lines {
    /// Takes a piece of the stream and returns the events that it completes, as name and data.
    pub fn take(&mut self, piece: &[u8]) -> Vec<(String, String)> {
        self.rest.extend_from_slice(piece);
        let mut events = Vec::new();
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            events.extend(self.line(line.trim_end_matches(['\r', '\n'])));
        }
        if self.rest.len() > UNFINISHED_MAX {
            self.rest.clear();
        }
        events
    }

    fn line(&mut self, line: &str) -> Option<(String, String)> {
        if line.is_empty() {
            let (event, data) = (std::mem::take(&mut self.event), std::mem::take(&mut self.data));
            return (!event.is_empty() || !data.is_empty()).then(|| (event, data.join("\n")));
        }
        // a line that begins with a colon is a sign of life
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => self.data.push(value.to_owned()),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: &str = ": hello\n\nevent: inbox\ndata: {\"unread\":2}\n\n:\r\nevent:meetings\r\ndata: {}\r\n\r\n";

    #[test]
    fn events_are_the_same_however_they_are_cut() {
        let expected = [("inbox".to_owned(), "{\"unread\":2}".to_owned()), ("meetings".to_owned(), "{}".to_owned())];
        for size in 1..STREAM.len() {
            let mut lines = Lines::default();
            let heard: Vec<_> = STREAM.as_bytes().chunks(size).flat_map(|piece| lines.take(piece)).collect();
            assert_eq!(heard, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn an_endless_line_does_not_fill_the_memory() {
        let mut lines = Lines::default();
        for _ in 0..100 {
            assert!(lines.take(&[b'x'; 4096]).is_empty());
        }
        assert!(lines.rest.len() <= UNFINISHED_MAX);
    }
}
