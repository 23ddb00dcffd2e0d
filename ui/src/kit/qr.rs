//! A QR code as a drawing: dark on white whatever the theme, with the quiet edge that readers need.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Modules of the quiet edge.
const QUIET: usize = 4;

/// The side in modules, and which of them are dark; `None` when the text is too long for a code.
#[must_use]
pub fn modules(text: &str) -> Option<(usize, Vec<bool>)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    Some((code.width(), code.into_colors().into_iter().map(|c| c == Color::Dark).collect()))
}

/// The dark modules as one path, a stroke a run.
fn path(side: usize, dark: &[bool]) -> String {
    let mut path = String::new();
    for (y, row) in dark.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|d| **d).count();
            if run > 0 {
                // writing to a string cannot fail
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    path
}

/// The code; `label` says what it is for, to those who can't see it.
#[component]
pub fn Qr(#[prop(into)] text: Signal<String>, #[prop(into)] label: String) -> impl IntoView {
    let drawn = Memo::new(move |_| text.with(|t| modules(t)).map(|(side, dark)| (side + 2 * QUIET, path(side, &dark))));
    view! {
        <div class="qr" role="img" aria-label=label>
            {move || drawn.get().map(|(side, path)| view! {
                <svg viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges" aria-hidden="true">
                    <rect width="100%" height="100%" fill="#fff"></rect><path d=path fill="#000"></path>
                </svg>
            })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_drawn_once() {
        assert_eq!(
            path(3, &[true, true, false, false, true, false, false, false, true]),
            "M4 4h2v1h-2zM5 5h1v1h-1zM6 6h1v1h-1z"
        );
        assert!(modules(&"长".repeat(5_000)).is_none());
    }

    #[test]
    fn a_code_has_its_three_corners() {
        let (side, dark) = modules("https://dj.example/feed/abc.ics").unwrap();
        assert_eq!((side - 17) % 4, 0);
        let at = |x: usize, y: usize| dark[y * side + x];
        for (left, top) in [(0, 0), (side - 7, 0), (0, side - 7)] {
            assert!((0..7).all(|n| at(left + n, top) && at(left, top + n)) && !at(left + 1, top + 1));
        }
    }
}
