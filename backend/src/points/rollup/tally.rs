//! Sums of a year's months in memory, dense: an id has a place, a month is a row of figures. 1.9 million members with all twelve
//! months take 350 MB; a night's one month takes 70.

use super::super::store::{Change, Figure};
use gsdj_domain::points::{PointKind, Span};
use std::collections::HashMap;

/// Months of a year.
const MONTHS: usize = 12;

/// What members or organisations have by month: as it is, and as it was kept.
pub(super) struct Tally {
    year: Span,
    places: HashMap<i64, u32, foldhash::fast::RandomState>,
    ids: Vec<i64>,
    now: [Vec<Figure>; MONTHS],
    before: [Vec<Figure>; MONTHS],
}

const fn slot(kind: PointKind) -> usize {
    match kind {
        PointKind::Organisation => 0,
        PointKind::Education => 1,
        PointKind::Vanguard => 2,
    }
}

/// The figure at a place; those that were never touched are nothing.
fn figure(of: &[Figure], place: usize) -> Figure {
    of.get(place).copied().unwrap_or_default()
}

fn figure_mut(of: &mut Vec<Figure>, place: usize) -> &mut Figure {
    if of.len() <= place {
        of.resize(place + 1, Figure::default());
    }
    &mut of[place]
}

fn minus(a: Figure, b: Figure) -> Figure {
    [0, 1, 2].map(|n| a[n].saturating_sub(b[n]))
}

fn plus(a: Figure, b: Figure) -> Figure {
    [0, 1, 2].map(|n| a[n].saturating_add(b[n]))
}

impl Tally {
    /// Nothing yet.
    pub fn of(year: Span) -> Self {
        Self {
            year: year.of_year(),
            places: HashMap::default(),
            ids: Vec::new(),
            now: [const { Vec::new() }; MONTHS],
            before: [const { Vec::new() }; MONTHS],
        }
    }

    fn place(&mut self, id: i64) -> usize {
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(id).or_insert(next);
        if place == next {
            self.ids.push(id);
        }
        place as usize
    }

    /// Adds points to a month, counted from 0.
    pub fn add(&mut self, month: usize, id: i64, kind: PointKind, points: i32) {
        let place = self.place(id);
        let n = &mut figure_mut(&mut self.now[month], place)[slot(kind)];
        *n = n.saturating_add(points);
    }

    /// Notes what is kept of a month.
    pub fn was(&mut self, month: usize, id: i64, kept: Figure) {
        let place = self.place(id);
        *figure_mut(&mut self.before[month], place) = kept;
    }

    /// Adds to each of `above` what an id has in a month: sums of those below.
    pub fn lift(&mut self, month: usize, above: &HashMap<i64, Vec<i64>>) {
        // what others have lifted onto it is not its own
        let own = self.now[month].clone();
        for (place, own) in own.into_iter().enumerate() {
            let id = self.ids[place];
            for upper in above.get(&id).into_iter().flatten() {
                let upper = self.place(*upper);
                let sum = figure_mut(&mut self.now[month], upper);
                *sum = plus(*sum, own);
            }
        }
    }

    /// What must be written so that the kept sums are those of now, in pieces of about `rows` rows, ids rising: months take the
    /// place of what is kept, years get the difference, both in one piece, so that a year is the sum of its months whenever
    /// one looks.
    pub fn changes(&self, rows: usize) -> impl Iterator<Item = Vec<Change>> + '_ {
        let mut order: Vec<u32> = (0..u32::try_from(self.ids.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|place| self.ids[*place as usize]);
        let mut order = order.into_iter();
        std::iter::from_fn(move || {
            let mut piece = Piece::of(self.year);
            for place in order.by_ref() {
                self.put(place as usize, &mut piece);
                if piece.rows >= rows {
                    break;
                }
            }
            (piece.rows > 0).then(|| piece.whole())
        })
    }

    fn put(&self, place: usize, piece: &mut Piece) {
        let (mut sum, id) = (Figure::default(), self.ids[place]);
        for (month, change) in piece.months.iter_mut().enumerate() {
            let (now, before) = (figure(&self.now[month], place), figure(&self.before[month], place));
            if now != before {
                change.rows.push((id, now));
                sum = plus(sum, minus(now, before));
                piece.rows += 1;
            }
        }
        if sum != Figure::default() {
            piece.year.rows.push((id, sum));
            piece.rows += 1;
        }
    }
}

/// A piece of what must be written.
struct Piece {
    months: Vec<Change>,
    year: Change,
    rows: usize,
}

impl Piece {
    fn of(year: Span) -> Self {
        let month = |span| Change { span, adds: false, rows: Vec::new() };
        Self {
            months: year.months().map(month).collect(),
            year: Change { span: year, adds: true, rows: Vec::new() },
            rows: 0,
        }
    }

    fn whole(self) -> Vec<Change> {
        self.months.into_iter().chain([self.year]).filter(|change| !change.rows.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year() -> Span {
        Span::year(2026).unwrap()
    }

    fn texts(tally: &Tally, rows: usize) -> Vec<String> {
        let piece = |changes: Vec<Change>| {
            let one = |c: &Change| format!("{}{}{:?}", c.span.text(), if c.adds { "+" } else { "=" }, c.rows);
            changes.iter().map(one).collect::<Vec<_>>().join(" ")
        };
        tally.changes(rows).map(piece).collect()
    }

    #[test]
    fn only_what_differs_is_written_and_years_get_the_difference() {
        let mut tally = Tally::of(year());
        tally.add(2, 7, PointKind::Education, 4);
        tally.add(2, 7, PointKind::Education, 1);
        tally.add(2, 5, PointKind::Vanguard, 2);
        tally.add(10, 5, PointKind::Organisation, 30);
        // 5's March is kept as it is, 7's is not, 9's has gone
        tally.was(2, 5, [0, 0, 2]);
        tally.was(2, 7, [0, 3, 0]);
        tally.was(2, 9, [1, 0, 0]);
        assert_eq!(
            texts(&tally, 100),
            [
                "2026-03=[(7, [0, 5, 0]), (9, [0, 0, 0])] 2026-11=[(5, [30, 0, 0])] 2026+[(5, [30, 0, 0]), (7, [0, 2, 0]), (9, [-1, 0, 0])]"
            ]
        );
        assert_eq!(texts(&tally, 1).len(), 3);
        assert!(texts(&Tally::of(year()), 1).is_empty());
    }

    #[test]
    fn what_was_lifted_onto_one_in_between_is_not_lifted_again() {
        let mut tally = Tally::of(year());
        // its branch came first, and it has entries of its own from the time when it was one itself
        tally.add(0, 12, PointKind::Education, 4);
        tally.add(0, 11, PointKind::Education, 1);
        tally.lift(0, &HashMap::from([(12, vec![1, 11]), (11, vec![1])]));
        assert_eq!(figure(&tally.now[0], tally.places[&1] as usize), [0, 5, 0]);
        assert_eq!(figure(&tally.now[0], tally.places[&11] as usize), [0, 5, 0]);
    }

    #[test]
    fn sums_go_up_to_everyone_above() {
        let mut tally = Tally::of(year());
        tally.add(0, 12, PointKind::Education, 4);
        tally.add(0, 13, PointKind::Education, 5);
        let above = HashMap::from([(12, vec![1, 11]), (13, vec![1])]);
        tally.lift(0, &above);
        assert_eq!(
            texts(&tally, 100),
            [
                "2026-01=[(1, [0, 9, 0]), (11, [0, 4, 0]), (12, [0, 4, 0]), (13, [0, 5, 0])] 2026+[(1, [0, 9, 0]), (11, [0, 4, 0]), (12, [0, 4, 0]), (13, [0, 5, 0])]"
            ]
        );
    }
}
