//! A code to be read by a phone's camera.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Points of white around a code, as the standard asks.
const QUIET: usize = 4;

/// The code of a text as one path over a square of so many points; `None` when the text is too long for any code.
#[must_use]
pub fn path(text: &str) -> Option<(String, usize)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path += &format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    Some((path, width + 2 * QUIET))
}

/// The code, black on white whatever the theme; `label` says what it leads to.
#[component]
pub fn Qr(#[prop(into)] text: String, #[prop(into)] label: String) -> impl IntoView {
    path(&text).map(|(path, side)| {
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                <rect width=side height=side fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_edge() {
        let (drawn, side) = path("https://dj.example/feed/abc.ics").unwrap();
        assert_eq!((side - 8) % 4, 1);
        assert!(drawn.starts_with("M4 4h1v1h-1z"));
        assert!(
            drawn.contains(&format!("M{} 4h1v1h-1z", side - 5)) && drawn.contains(&format!("M4 {}h1v1h-1z", side - 5))
        );
        assert!(!drawn.contains("M3 ") && path(&"长".repeat(3_000)).is_none());
    }
}
