//! Moving the focus by arrows: where the next thing is, seen from the one that has it. The geometry is pure.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A direction of the remote control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Where something stands on the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Spot {
    /// The span along the way, beginning with the edge met first, and the span across it.
    fn seen(self, way: Way) -> ((f64, f64), (f64, f64)) {
        let (across, down) = ((self.x, self.x + self.w), (self.y, self.y + self.h));
        match way {
            Way::Right => (across, down),
            Way::Left => ((-across.1, -across.0), down),
            Way::Down => (down, across),
            Way::Up => ((-down.1, -down.0), across),
        }
    }
}

/// How much worse a step aside is than a step along.
const ASIDE: f64 = 3.0;
/// Edges that overlap by less than this count as beside each other, in CSS pixels.
const SLACK: f64 = 4.0;

/// What it costs to go from one spot to another; `None` when it does not lie that way.
fn cost(from: Spot, to: Spot, way: Way) -> Option<f64> {
    let ((_, from_end), from_side) = from.seen(way);
    let ((to_start, _), to_side) = to.seen(way);
    let along = to_start - from_end;
    if along < -SLACK {
        return None;
    }
    let gap = (to_side.0 - from_side.1).max(from_side.0 - to_side.1).max(0.0);
    let middle = |side: (f64, f64)| f64::midpoint(side.0, side.1);
    let offset = (middle(to_side) - middle(from_side)).abs();
    // what overlaps is straight ahead, however far its middle is aside
    Some(along.max(0.0) + gap * ASIDE + offset * 0.1)
}

/// Which of `spots` is next from `from`; `None` at the edge of the screen.
#[must_use]
pub fn next(from: Spot, spots: &[Spot], way: Way) -> Option<usize> {
    let reachable = spots.iter().enumerate().filter_map(|(i, to)| cost(from, *to, way).map(|c| (i, c)));
    reachable.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

/// Brings the focus to the main part, for those who skip the navigation.
pub fn to_main() {
    let main = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("main"));
    if let Some(main) = main.and_then(|m| m.dyn_into::<HtmlElement>().ok()) {
        // it takes the focus: it has a tabindex
        let _ = main.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(x: f64, y: f64) -> Spot {
        Spot { x, y, w: 400.0, h: 200.0 }
    }

    /// Two rows of three tiles.
    fn rows() -> Vec<Spot> {
        [0.0, 300.0].iter().flat_map(|y| [0.0, 450.0, 900.0].map(|x| spot(x, *y))).collect()
    }

    #[test]
    fn along_a_row_the_neighbour_is_next() {
        let all = rows();
        assert_eq!(next(all[0], &all[1..], Way::Right), Some(0));
        assert_eq!(next(all[2], &all, Way::Left), Some(1));
        assert_eq!(next(all[2], &all, Way::Right), None);
    }

    #[test]
    fn down_leads_to_the_tile_below() {
        let all = rows();
        assert_eq!(next(all[1], &all, Way::Down), Some(4));
        assert_eq!(next(all[4], &all, Way::Up), Some(1));
        assert_eq!(next(all[4], &all, Way::Down), None);
    }

    #[test]
    fn a_wide_tile_above_is_reached_from_everywhere_below() {
        let wide = Spot { x: 0.0, y: -300.0, w: 1300.0, h: 200.0 };
        for tile in &rows()[..3] {
            assert_eq!(next(*tile, &[wide], Way::Up), Some(0));
        }
    }

    #[test]
    fn straight_ahead_beats_nearer_but_aside() {
        let from = spot(0.0, 0.0);
        let ahead = spot(0.0, 500.0);
        let aside = spot(900.0, 260.0);
        assert_eq!(next(from, &[aside, ahead], Way::Down), Some(1));
    }

    #[test]
    fn nothing_is_its_own_neighbour() {
        let one = spot(0.0, 0.0);
        for way in [Way::Up, Way::Down, Way::Left, Way::Right] {
            assert_eq!(next(one, &[one], way), None);
        }
    }
}
