//! What commands answer on standard output.

use std::io::{ErrorKind, Write as _};

/// Writes an answer and a line's end. Whoever stops reading half-way (`| head`) has what they wanted.
///
/// # Errors
/// When it can't be written for any other reason.
pub fn answer(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}
