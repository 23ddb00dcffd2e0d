//! A set of half-open spans of milliseconds: sorted, apart from each other, merged by union and never replaced
//! (FEATURES 12.2). Used for the parts of a lesson that were watched and for the real time that watching took.

/// From `from` (included) to `to` (excluded), in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first millisecond.
    pub from: i64,
    /// The first millisecond that is no longer in it.
    pub to: i64,
}

impl Span {
    /// From `from` to `to`; empty when `to` is not later.
    #[must_use]
    pub const fn new(from: i64, to: i64) -> Self {
        Self { from, to }
    }

    /// How long it is; 0 when empty.
    #[must_use]
    pub const fn length(self) -> i64 {
        if self.to > self.from { self.to.saturating_sub(self.from) } else { 0 }
    }

    /// What lies in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

/// The set. Two that hold the same milliseconds are equal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// The spans, in order; none touches the next.
    #[must_use]
    pub fn list(&self) -> &[Span] {
        &self.0
    }

    /// How many milliseconds it holds.
    #[must_use]
    pub fn length(&self) -> i64 {
        self.0.iter().map(|s| s.length()).sum()
    }

    /// How much of `window` it holds.
    #[must_use]
    pub fn within(&self, window: Span) -> i64 {
        self.0.iter().map(|s| s.and(window).length()).sum()
    }

    /// How much of `window` it does not hold.
    #[must_use]
    pub fn free_within(&self, window: Span) -> i64 {
        window.length() - self.within(window)
    }

    /// Adds a span; answers how many milliseconds were not there before.
    pub fn add(&mut self, span: Span) -> i64 {
        if span.length() == 0 {
            return 0;
        }
        // those that overlap or touch it stand together
        let first = self.0.partition_point(|s| s.to < span.from);
        let last = self.0.partition_point(|s| s.from <= span.to);
        let before: i64 = self.0[first..last].iter().map(|s| s.length()).sum();
        let from = self.0[first..last].first().map_or(span.from, |s| s.from.min(span.from));
        let to = self.0[first..last].last().map_or(span.to, |s| s.to.max(span.to));
        let merged = Span { from, to };
        self.0.splice(first..last, [merged]);
        merged.length() - before
    }

    /// Everything that either holds.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for span in &other.0 {
            self.add(*span);
        }
        self
    }

    /// The parts of `window` that it does not hold, in order.
    #[must_use]
    pub fn gaps(&self, window: Span) -> Vec<Span> {
        let mut gaps = Vec::new();
        let mut at = window.from;
        for span in self.0.iter().filter(|s| s.and(window).length() > 0) {
            if span.from > at {
                gaps.push(Span { from: at, to: span.from });
            }
            at = at.max(span.to);
        }
        if window.to > at {
            gaps.push(Span { from: at, to: window.to });
        }
        gaps
    }

    /// Fills up to `amount` milliseconds of what is free in `window`, the earliest first; answers how many.
    pub fn fill_first(&mut self, window: Span, amount: i64) -> i64 {
        let mut left = amount;
        for gap in self.gaps(window) {
            let part = Span { from: gap.from, to: gap.to.min(gap.from.saturating_add(left)) };
            left -= self.add(part);
        }
        amount - left
    }

    /// Likewise, the latest first.
    pub fn fill_last(&mut self, window: Span, amount: i64) -> i64 {
        let mut left = amount;
        for gap in self.gaps(window).into_iter().rev() {
            let part = Span { from: gap.from.max(gap.to.saturating_sub(left)), to: gap.to };
            left -= self.add(part);
        }
        amount - left
    }

    /// Forgets what lies before `at`.
    pub fn forget_before(&mut self, at: i64) {
        self.0.retain(|s| s.to > at);
        if let Some(first) = self.0.first_mut() {
            first.from = first.from.max(at);
        }
    }

    /// Closes gaps shorter than `gap`, and as many of the oldest as it takes to be left with `most` spans: what it then
    /// holds is only ever more.
    pub fn coarsen(&mut self, gap: i64, most: usize) {
        let spare = self.0.len().saturating_sub(most.max(1));
        let mut out: Vec<Span> = Vec::with_capacity(self.0.len());
        for (n, span) in self.0.iter().enumerate() {
            match out.last_mut() {
                Some(last) if n <= spare || span.from - last.to < gap => last.to = span.to,
                Some(_) | None => out.push(*span),
            }
        }
        self.0 = out;
    }

    /// In few bytes: for each span the distance from the end of the one before and its length, as variable-length numbers.
    /// Only sets of non-negative milliseconds are ever kept.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * 6);
        let mut at = 0;
        for span in &self.0 {
            put(&mut bytes, span.from - at);
            put(&mut bytes, span.length());
            at = span.to;
        }
        bytes
    }

    /// Reads them back; `None` when they are no such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (mut out, mut at, mut rest) = (Self::default(), 0_i64, bytes);
        while !rest.is_empty() {
            let from = at.checked_add(take(&mut rest)?)?;
            at = from.checked_add(take(&mut rest)?)?;
            out.add(Span { from, to: at });
        }
        Some(out)
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<T: IntoIterator<Item = Span>>(spans: T) -> Self {
        let mut out = Self::default();
        for span in spans {
            out.add(span);
        }
        out
    }
}

/// Appends a number in groups of seven bits, the lowest first; the top bit says that more follow. Below zero counts as zero.
pub(super) fn put(bytes: &mut Vec<u8>, number: i64) {
    let mut rest = u64::try_from(number).unwrap_or(0);
    loop {
        let low = u8::try_from(rest & 0x7f).unwrap_or(0);
        rest >>= 7;
        if rest == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

/// Takes one off the front.
pub(super) fn take(bytes: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for shift in (0..63).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return i64::try_from(number).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn spans(list: &[(i64, i64)]) -> Spans {
        list.iter().map(|(from, to)| Span::new(*from, *to)).collect()
    }

    fn any_spans() -> impl Strategy<Value = Spans> {
        prop::collection::vec((0i64..120, 0i64..20), 0..12)
            .prop_map(|all| all.into_iter().map(|(from, len)| Span::new(from, from + len)).collect())
    }

    /// The same as a plain set of milliseconds.
    fn plain(of: &Spans) -> BTreeSet<i64> {
        of.list().iter().flat_map(|s| s.from..s.to).collect()
    }

    #[test]
    fn spans_that_touch_become_one() {
        let mut set = spans(&[(0, 10), (20, 30)]);
        assert_eq!(set.add(Span::new(10, 20)), 10);
        assert_eq!(set.list(), [Span::new(0, 30)]);
        assert_eq!((set.add(Span::new(5, 5)), set.add(Span::new(9, 3)), set.length()), (0, 0, 30));
    }

    #[test]
    fn what_is_free_is_filled_from_either_end() {
        let window = Span::new(0, 100);
        let mut first = spans(&[(10, 20), (90, 200)]);
        assert_eq!((first.fill_first(window, 15), first.free_within(window)), (15, 65));
        assert_eq!(first, spans(&[(0, 25), (90, 200)]));
        let mut last = spans(&[(10, 20), (90, 200)]);
        assert_eq!((last.fill_last(window, 75), last.length()), (75, 195));
        assert_eq!(last.gaps(window), [Span::new(0, 5)]);
        assert_eq!(last.fill_last(window, 75), 5, "no more than there is");
    }

    #[test]
    fn details_are_forgotten_on_the_side_of_more() {
        let mut set = spans(&[(0, 1), (10, 11), (12, 13), (50, 51)]);
        set.coarsen(5, 2);
        assert_eq!(set, spans(&[(0, 13), (50, 51)]));
        set.forget_before(12);
        assert_eq!(set, spans(&[(12, 13), (50, 51)]));
    }

    #[test]
    fn bytes_that_are_none_of_ours_are_not_read() {
        assert_eq!(Spans::from_bytes(&[0x80]), None);
        assert_eq!(Spans::from_bytes(&[0xff; 12]), None);
        assert_eq!(Spans::from_bytes(&[3]), None);
        assert_eq!(Spans::from_bytes(&[]), Some(Spans::default()));
    }

    proptest! {
        #[test]
        fn union_is_commutative_associative_and_idempotent(a in any_spans(), b in any_spans(), c in any_spans()) {
            prop_assert_eq!(a.clone().union(&b), b.clone().union(&a));
            prop_assert_eq!(a.clone().union(&b).union(&c), a.clone().union(&b.clone().union(&c)));
            prop_assert_eq!(a.clone().union(&a), a);
        }

        /// Nothing that was there is ever lost, and nothing comes that neither held.
        #[test]
        fn it_is_the_set_of_its_milliseconds(a in any_spans(), b in any_spans()) {
            let both = a.clone().union(&b);
            prop_assert_eq!(plain(&both), plain(&a).union(&plain(&b)).copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(both.length(), i64::try_from(plain(&both).len()).unwrap());
            prop_assert!(both.list().windows(2).all(|w| w[0].to < w[1].from));
        }

        #[test]
        fn adding_says_what_is_new(a in any_spans(), from in 0i64..120, len in 0i64..40) {
            let mut more = a.clone();
            let window = Span::new(from, from + len);
            prop_assert_eq!(a.free_within(window), a.gaps(window).iter().map(|g| g.length()).sum::<i64>());
            prop_assert_eq!(more.add(window), a.free_within(window));
            prop_assert_eq!(more.within(window), len);
        }

        #[test]
        fn filling_takes_only_what_is_free(a in any_spans(), from in 0i64..120, len in 0i64..60, amount in 0i64..80) {
            let window = Span::new(from, from + len);
            for last in [false, true] {
                let mut filled = a.clone();
                let took = if last { filled.fill_last(window, amount) } else { filled.fill_first(window, amount) };
                prop_assert_eq!(took, amount.min(a.free_within(window)));
                prop_assert_eq!(filled.length(), a.length() + took);
            }
        }

        #[test]
        fn bytes_bring_it_back(a in any_spans()) {
            prop_assert_eq!(Spans::from_bytes(&a.to_bytes()), Some(a));
        }
    }
}
